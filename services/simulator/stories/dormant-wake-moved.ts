import { deviceImei } from '../cards/identity.ts'
import { PHONE_TACS } from '../cards/phone-models.ts'
import { personNumbers } from '../domain/numbers.ts'
import { placeIn } from '../domain/place.ts'
import { CALLING_DETECTORS } from './calling-detectors.ts'
import { lastUse } from './last-use.ts'
import { makeCalls } from './make-calls.ts'
import type { Story } from './story.ts'
import { countFor } from './strength.ts'

/** New callees a day after a long silence, in a new device and region, that are still accepted (E). */
const ACCEPTED_STRANGERS = 4

/** A card silent for months wakes up in another phone and another province. */
export const dormantWakeMoved: Story = {
  id: 'dormant-wake-moved',
  basis: 'statistical',
  expected: ['dormant-wake'],
  incidental: CALLING_DETECTORS,
  card: { cardClass: 'ordinary', background: 'none' },
  spanMinutes: 60,
  play(stage) {
    const { random } = stage
    // `blatant` would be enough without the move.
    const count = countFor(ACCEPTED_STRANGERS, stage.strength)
    const imei = deviceImei(PHONE_TACS[1], random.below(1_000_000))
    const place = placeIn('CN-HL', random)
    const calls = makeCalls(stage, {
      peers: personNumbers(random, count),
      count,
      tipsAt: ACCEPTED_STRANGERS,
      details: () => ({ imei, place }),
    })
    return [{ act: lastUse(stage.card, stage.from) }, ...calls]
  },
}
