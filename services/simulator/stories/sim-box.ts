import { BOX_TAC } from '../cards/device-kind.ts'
import { dataPart } from '../domain/acts.ts'
import { MINUTE_MS } from '../domain/local-time.ts'
import { deviceGroup, sharedImei } from './in-one-device.ts'
import type { Story } from './story.ts'
import { countFor } from './strength.ts'

/** Cards of other devices in one device a day that are still accepted; acted on above four (E). */
const ACCEPTED_CARDS = 2
/** A tester sees a card once; here each is seen in several hours (E: two). */
const ROUNDS = 3
const ROUND_MS = 61 * MINUTE_MS

/** A box is full of cards that belong into meters: 猫池. */
export const simBox: Story = {
  id: 'sim-box',
  basis: 'hardBreach',
  expected: ['device-with-many-sims'],
  incidental: ['imei-change', 'cloned-imei', 'used-in-phone'],
  card: {
    cardClass: 'iot',
    terms: () => ({ scene: 'electricity-meter', soldered: false, protectedClass: null }),
    background: 'none',
  },
  members: (strength) => countFor(ACCEPTED_CARDS, strength),
  group: (stage) => deviceGroup(sharedImei(stage, BOX_TAC)),
  spanMinutes: 200,
  play(stage) {
    const imei = sharedImei(stage, BOX_TAC)
    const rounds = Array.from({ length: ROUNDS }, (_, round) => round)
    return rounds.flatMap((round) =>
      stage.cards.map((_, member) => {
        const at =
          stage.from + round * ROUND_MS + member * MINUTE_MS + stage.random.below(MINUTE_MS)
        const act = dataPart(stage.random.between(500, 9_000), { at, imei, apn: 'cmiot' })
        return { act, member, tips: round === 1 && member === ACCEPTED_CARDS }
      }),
    )
  },
}
