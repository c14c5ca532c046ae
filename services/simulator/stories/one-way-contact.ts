import { message } from '../domain/acts.ts'
import { personNumbers } from '../domain/numbers.ts'
import { type Story, spreadOver } from './story.ts'
import { countFor } from './strength.ts'

/** Messages and calls to one person a day without a reply that are still accepted (E). */
const ACCEPTED_CONTACTS = 9

/** Somebody is written to again and again and never answers. */
export const oneWayContact: Story = {
  id: 'one-way-contact',
  basis: 'statistical',
  expected: ['one-way-contact'],
  incidental: [],
  card: { cardClass: 'ordinary', background: 'data' },
  spanMinutes: 480,
  play(stage) {
    const [peer = ''] = personNumbers(stage.random, 1)
    return spreadOver(stage, countFor(ACCEPTED_CONTACTS, stage.strength)).map((at, index) => ({
      act: message({ at, peer }),
      tips: index === ACCEPTED_CONTACTS,
    }))
  },
}
