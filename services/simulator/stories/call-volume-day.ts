import { DAY_MS } from '../domain/local-time.ts'
import { personNumbers } from '../domain/numbers.ts'
import { makeCalls } from './make-calls.ts'
import type { Story } from './story.ts'
import { countFor } from './strength.ts'

/** What the contract of this card allows a day. */
const CALLS_PER_DAY = 60

/** A seat in a call centre makes more calls in a day than were declared. */
export const callVolumeDay: Story = {
  id: 'call-volume-day',
  basis: 'hardBreach',
  expected: ['call-volume-day'],
  incidental: ['repeated-overuse', 'own-baseline-shift', 'machine-dialling', 'low-answer-rate'],
  card: {
    cardClass: 'telesales',
    terms: ({ from }) => ({
      telesales: {
        licenceNo: 'B2-00000000',
        licenceValidTo: from + 700 * DAY_MS,
        callsPerDay: CALLS_PER_DAY,
        hours: ['09:00-21:00'],
      },
    }),
    background: 'none',
  },
  spanMinutes: 480,
  play(stage) {
    const count = countFor(CALLS_PER_DAY, stage.strength)
    const peers = personNumbers(stage.random, count)
    return makeCalls(stage, { peers, count, tipsAt: CALLS_PER_DAY })
  },
}
