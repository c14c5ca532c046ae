import { message } from '../domain/acts.ts'
import { personNumbers } from '../domain/numbers.ts'
import { type LookAlike, NOTHING_TO_FIND, randomTimes } from './look-alike.ts'

/** On the evening of the festival somebody wishes 150 to 420 people a happy new year, by message. */
export const holidayGreetings: LookAlike = {
  id: 'holiday-greetings',
  innocent: 'holiday greetings',
  ...NOTHING_TO_FIND,
  card: { cardClass: 'ordinary', background: 'usual' },
  spanMinutes: 90,
  clock: [18, 24],
  isOnHoliday: true,
  play(stage) {
    const { random } = stage
    const friends = personNumbers(random, random.between(150, 420))
    const answering = new Set(friends.filter(() => random.chance(0.5)))
    return randomTimes(stage, friends.length).flatMap((at, index) => {
      const peer = friends[index] ?? ''
      const sent = { act: message({ at, peer }) }
      if (!answering.has(peer)) return [sent]
      const back = message({
        at: at + random.between(20, 900) * 1_000,
        peer,
        direction: 'incoming',
      })
      return [sent, { act: back }]
    })
  },
}
