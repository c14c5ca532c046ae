import { MINUTE_MS } from '../domain/local-time.ts'
import { personNumbers } from '../domain/numbers.ts'
import { CALLING_DETECTORS } from './calling-detectors.ts'
import { makeCalls } from './make-calls.ts'
import type { Story } from './story.ts'
import type { Strength } from './strength.ts'

/** Calls that the regularity needs as support (E). */
const SUPPORT_CALLS = 20
const CALLS = 34
const MEAN_GAP_MS = 1.5 * MINUTE_MS
/** Standard deviation of the gaps, of their mean; less than 0.3 is too regular for a person (E). */
const VARIATION: Readonly<Record<Strength, number>> = {
  blatant: 0.02,
  clear: 0.15,
  above: 0.25,
  below: 0.42,
}
/** Even draws between −1 and 1 have this standard deviation. */
const EVEN_DEVIATION = 1 / Math.sqrt(3)

/** A machine dials: the gaps between its calls are alike. */
export const machineDialling: Story = {
  id: 'machine-dialling',
  basis: 'statistical',
  expected: ['machine-dialling'],
  incidental: CALLING_DETECTORS,
  card: { cardClass: 'ordinary', background: 'data' },
  spanMinutes: 60,
  play(stage) {
    const { random, strength, from } = stage
    const width = VARIATION[strength] / EVEN_DEVIATION
    let at = from
    const times = Array.from({ length: CALLS }, () => {
      at += Math.round(MEAN_GAP_MS * (1 + width * (2 * random.next() - 1)))
      return at
    })
    return makeCalls(stage, {
      peers: personNumbers(random, CALLS),
      count: CALLS,
      times,
      ...(strength !== 'below' && { tipsAt: SUPPORT_CALLS }),
    })
  },
}
