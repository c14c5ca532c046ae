import { personNumbers } from '../domain/numbers.ts'
import { placeIn } from '../domain/place.ts'
import { CALLING_DETECTORS } from './calling-detectors.ts'
import { makeCalls } from './make-calls.ts'
import type { Story } from './story.ts'
import { countFor } from './strength.ts'

/** A region that the policy must list, or nobody can see it. */
export const RISK_REGION = 'CN-YN'
/** Calls of a week that the finding needs as support (E); one fewer is accepted. */
const SUPPORT_CALLS = 20

/** Many calls from a region known for fraud. */
export const highRiskRegion: Story = {
  id: 'high-risk-region',
  basis: 'statistical',
  expected: ['high-risk-region'],
  incidental: CALLING_DETECTORS,
  card: { cardClass: 'ordinary', background: 'none' },
  spanMinutes: 300,
  play(stage) {
    const count = countFor(SUPPORT_CALLS - 1, stage.strength)
    const place = placeIn(RISK_REGION, stage.random)
    return makeCalls(stage, {
      peers: personNumbers(stage.random, 5),
      count,
      tipsAt: SUPPORT_CALLS - 1,
      details: () => ({ place }),
    })
  },
}
