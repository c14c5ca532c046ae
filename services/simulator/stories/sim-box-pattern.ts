import { call } from '../domain/acts.ts'
import { personNumbers } from '../domain/numbers.ts'
import { CALLING_DETECTORS } from './calling-detectors.ts'
import { onDays } from './on-days.ts'
import type { Story } from './story.ts'
import { isOneOf, shareFor } from './strength.ts'

/** Different callees of all calls of a week that are still accepted (E). */
const ACCEPTED_DISPERSION = 0.7
/** Calls that the pattern needs as support (E). */
const SUPPORT_CALLS = 50
const DAYS = 3
const CALLS_PER_DAY = 24

/** A card in a SIM box: calls strangers from one cell, never writes, never surfs, is never called. */
export const simBoxPattern: Story = {
  id: 'sim-box-pattern',
  basis: 'statistical',
  expected: ['sim-box-pattern'],
  incidental: CALLING_DETECTORS,
  card: { cardClass: 'ordinary', background: 'none' },
  spanMinutes: DAYS * 1_440,
  play(stage) {
    const { strength, random } = stage
    const times = onDays(stage, DAYS, CALLS_PER_DAY)
    const share = shareFor(ACCEPTED_DISPERSION, strength)
    const peers = personNumbers(random, times.length + 1)
    let met = 0
    return times.map((at, index) => {
      if (isOneOf(share, index)) met += 1
      const act = call({ at, peer: peers[met] ?? '', durationSeconds: random.between(20, 300) })
      return { act, tips: index === SUPPORT_CALLS - 1 && strength !== 'below' }
    })
  },
}
