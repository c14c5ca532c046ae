import { personNumbers } from '../domain/numbers.ts'
import { CALLING_DETECTORS } from './calling-detectors.ts'
import { makeCalls } from './make-calls.ts'
import { onDays } from './on-days.ts'
import type { Story } from './story.ts'
import type { Strength } from './strength.ts'

/** Above the 80 a day that are too many (D). */
const CALLS_PER_DAY = 95
/** Two days in a row are still accepted (D). */
const DAYS: Readonly<Record<Strength, number>> = { blatant: 6, clear: 4, above: 3, below: 2 }

/** A phone card calls too much day after day. */
export const repeatedOveruse: Story = {
  id: 'repeated-overuse',
  basis: 'statistical',
  expected: ['repeated-overuse'],
  incidental: CALLING_DETECTORS,
  card: { cardClass: 'ordinary', background: 'data' },
  spanMinutes: 6 * 1_440,
  play(stage) {
    const times = onDays(stage, DAYS[stage.strength], CALLS_PER_DAY)
    const peers = personNumbers(stage.random, 15)
    return makeCalls(stage, {
      peers,
      count: times.length,
      times,
      ...(stage.strength !== 'below' && { tipsAt: 2 * CALLS_PER_DAY + 80 }),
    })
  },
}
