import { BOX_TAC } from '../cards/device-kind.ts'
import { call } from '../domain/acts.ts'
import { personNumber } from '../domain/numbers.ts'
import { CALLING_DETECTORS } from './calling-detectors.ts'
import { deviceGroup, sharedImei } from './in-one-device.ts'
import { type Story, spreadOver } from './story.ts'
import { countFor } from './strength.ts'

/** Cards in one device a day that are still accepted; acted on above four (E). */
const ACCEPTED_CARDS = 2
const CALLS_PER_CARD = 5

/** A box of phone cards: each makes a few calls, then the next one. */
export const simBoxPhones: Story = {
  id: 'sim-box-phones',
  basis: 'statistical',
  expected: ['device-with-many-sims'],
  incidental: ['cloned-imei', ...CALLING_DETECTORS],
  card: { cardClass: 'ordinary', background: 'none' },
  members: (strength) => countFor(ACCEPTED_CARDS, strength),
  group: (stage) => deviceGroup(sharedImei(stage, BOX_TAC)),
  spanMinutes: 240,
  play(stage) {
    const imei = sharedImei(stage, BOX_TAC)
    const { region, cells } = stage.card
    return spreadOver(stage, stage.cards.length * CALLS_PER_CARD).map((at, index) => {
      const member = Math.floor(index / CALLS_PER_CARD)
      const place = { region, cell: cells[0] }
      const act = call({ at, imei, place, peer: personNumber(stage.random) })
      return { act, member, tips: index === ACCEPTED_CARDS * CALLS_PER_CARD }
    })
  },
}
