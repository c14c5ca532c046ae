import { message } from '../domain/acts.ts'
import { SECOND_MS } from '../domain/local-time.ts'
import { personNumbers } from '../domain/numbers.ts'
import type { Story } from './story.ts'
import type { Strength } from './strength.ts'

/** Messages up to this number are warned of; the next one is acted on (E). */
const WARNED_MESSAGES = 2
/** One is a breach already; `below` writes to the carrier's short code, as terminals may. */
const MESSAGES: Readonly<Record<Strength, number>> = { blatant: 30, clear: 6, above: 1, below: 4 }
const SHORT_CODE = '10086'
/** So close together that the bar on SMS, set at the first, comes only after the last. */
const GAP_MS = 2 * SECOND_MS

/** A data card sends messages to persons, a volley at a time. */
export const smsOnDataCard: Story = {
  id: 'sms-on-data-card',
  basis: 'hardBreach',
  expected: ['sms-on-data-card'],
  incidental: [],
  card: {
    cardClass: 'iot',
    terms: () => ({
      scene: 'pos-terminal',
      functions: { voice: false, sms: false, data: true },
      protectedClass: null,
    }),
    background: 'usual',
  },
  spanMinutes: 2,
  play({ from, random, strength }) {
    const isBelow = strength === 'below'
    const other = isBelow ? ({ peer: SHORT_CODE, peerKind: 'shortCode' } as const) : {}
    return personNumbers(random, MESSAGES[strength]).map((peer, index) => ({
      act: message({ at: from + index * GAP_MS, peer, ...other }),
      tips: !isBelow && (index === 0 || index === WARNED_MESSAGES),
    }))
  },
}
