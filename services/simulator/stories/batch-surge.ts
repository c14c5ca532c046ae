import { call } from '../domain/acts.ts'
import { personNumber } from '../domain/numbers.ts'
import { CALLING_DETECTORS } from './calling-detectors.ts'
import { type Story, spreadOver } from './story.ts'
import { countFor } from './strength.ts'

/** Calls of a batch within an hour that are still accepted, however quiet it usually is (E). */
const ACCEPTED_CALLS = 500
const CARDS = 10

/** Cards of one delivery wake up together: whoever bought them begins. */
export const batchSurge: Story = {
  id: 'batch-surge',
  basis: 'statistical',
  expected: ['batch-surge'],
  incidental: CALLING_DETECTORS,
  card: {
    cardClass: 'ordinary',
    terms: ({ plant }) => ({ batch: `batch-${plant}`, reseller: null }),
    background: 'usual',
  },
  members: () => CARDS,
  group: ({ plant }) => ({ kind: 'batch', id: `batch-${plant}` }),
  spanMinutes: 50,
  afterDays: 9,
  play(stage) {
    return spreadOver(stage, countFor(ACCEPTED_CALLS, stage.strength)).map((at, index) => ({
      act: call({ at, peer: personNumber(stage.random), durationSeconds: 10 }),
      member: index % CARDS,
      tips: index === ACCEPTED_CALLS,
    }))
  },
}
