import { call } from '../domain/acts.ts'
import { personNumbers } from '../domain/numbers.ts'
import { type Story, spreadOver } from './story.ts'

/** Calls that the ratios need as support (C). */
const SUPPORT_CALLS = 50
/** At most 58 in any hour of the span: below the 60 of `call-rate`. */
const CALLS = 60

/** Each call goes to somebody else and nobody ever calls back: undeclared telesales, at a patient pace. */
export const dispersedOneWayCaller: Story = {
  id: 'dispersed-one-way-caller',
  basis: 'statistical',
  expected: ['dispersed-one-way-caller'],
  incidental: ['calls-outside-hours'],
  card: { cardClass: 'ordinary', background: 'data' },
  spanMinutes: 80,
  play(stage) {
    const times = spreadOver(stage, CALLS)
    return personNumbers(stage.random, CALLS).map((peer, index) => ({
      act: call({
        at: times[index] ?? stage.from,
        peer,
        durationSeconds: stage.random.chance(0.5) ? stage.random.between(4, 60) : 0,
      }),
      tips: index === SUPPORT_CALLS - 1,
    }))
  },
}
