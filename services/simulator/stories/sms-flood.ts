import { message } from '../domain/acts.ts'
import { personNumbers } from '../domain/numbers.ts'
import { type Story, spreadOver } from './story.ts'
import { countFor } from './strength.ts'

/** Messages an hour that are still accepted on days that are no holiday (B). */
const ACCEPTED_MESSAGES = 200

/** A phone card sends advertising to everybody. */
export const smsFlood: Story = {
  id: 'sms-flood',
  basis: 'statistical',
  expected: ['sms-flood'],
  incidental: ['sms-dispersion', 'one-way-contact'],
  card: { cardClass: 'ordinary', background: 'data' },
  spanMinutes: 45,
  play(stage) {
    const times = spreadOver(stage, countFor(ACCEPTED_MESSAGES, stage.strength))
    return personNumbers(stage.random, times.length).map((peer, index) => ({
      act: message({ at: times[index] ?? stage.from, peer }),
      tips: index === ACCEPTED_MESSAGES,
    }))
  },
}
