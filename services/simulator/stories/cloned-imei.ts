import { FAR_REGIONS, REGIONS } from '../cards/regions.ts'
import { call } from '../domain/acts.ts'
import { personNumber } from '../domain/numbers.ts'
import { placeIn } from '../domain/place.ts'
import { deviceGroup, sharedImei } from './in-one-device.ts'
import { type Story, spreadOver } from './story.ts'
import type { Strength } from './strength.ts'

/** Cards that name one device; two in two regions within an hour are too many (E). */
const CARDS: Readonly<Record<Strength, number>> = { blatant: 6, clear: 3, above: 2, below: 2 }
const CALLS_PER_CARD = 2
const PHONE_TAC = '86999014'

/** Several devices pass for the same one, each in another province; `below` is one phone for two cards. */
export const clonedImei: Story = {
  id: 'cloned-imei',
  basis: 'statistical',
  expected: ['cloned-imei'],
  incidental: ['device-with-many-sims'],
  card: { cardClass: 'ordinary', background: 'none' },
  members: (strength) => CARDS[strength],
  group: (stage) => deviceGroup(sharedImei(stage, PHONE_TAC)),
  spanMinutes: 25,
  clock: [9, 21],
  play(stage) {
    const { cards, random, strength } = stage
    const imei = sharedImei(stage, PHONE_TAC)
    const regions = [...REGIONS, ...FAR_REGIONS]
    const places = cards.map((_, member) =>
      placeIn(regions[strength === 'below' ? 0 : member] ?? REGIONS[0], random),
    )
    return spreadOver(stage, cards.length * CALLS_PER_CARD).map((at, index) => {
      const member = index % cards.length
      const place = places[member] ?? placeIn(REGIONS[0], random)
      const act = call({ at, imei, place, peer: personNumber(random) })
      return { act, member, tips: strength !== 'below' && index === 1 }
    })
  },
}
