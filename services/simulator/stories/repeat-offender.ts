import { DAY_MS } from '../domain/local-time.ts'
import { personNumbers } from '../domain/numbers.ts'
import { CALLING_DETECTORS } from './calling-detectors.ts'
import { makeCalls } from './make-calls.ts'
import { type Story, spreadOverHours } from './story.ts'
import type { Strength } from './strength.ts'

/** Enough for a live alert of an hour's calls (A) each time. */
const CALLS = 80
/** Days with an alert in thirty; two are still accepted (E). */
const DAYS: Readonly<Record<Strength, number>> = { blatant: 7, clear: 5, above: 3, below: 2 }

/** A card comes to notice again and again. */
export const repeatOffender: Story = {
  id: 'repeat-offender',
  basis: 'statistical',
  expected: ['repeat-offender'],
  incidental: CALLING_DETECTORS,
  card: { cardClass: 'ordinary', background: 'data' },
  spanMinutes: 7 * 1_440,
  play(stage) {
    const days = Array.from({ length: DAYS[stage.strength] }, (_, day) => day)
    const times = days.flatMap((day) =>
      spreadOverHours({ ...stage, from: stage.from + day * DAY_MS }, 0.8, CALLS),
    )
    return makeCalls(stage, {
      peers: personNumbers(stage.random, 25),
      count: times.length,
      times,
      ...(stage.strength !== 'below' && { tipsAt: 2 * CALLS + 60 }),
    })
  },
}
