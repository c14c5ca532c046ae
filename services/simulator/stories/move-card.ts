import { deviceImei } from '../cards/identity.ts'
import { PHONE_TACS } from '../cards/phone-models.ts'
import { dataPart } from '../domain/acts.ts'
import { type Scene, type Stage, spreadOver } from './story.ts'

const PARTS = 24
/** So many reports come from the card's own device before it is moved. */
const PARTS_BEFORE = 6

/**
 * A card reports from its own device, then from a phone, and goes on there; `above` is seen in the
 * phone once. `below` names its own device with another check digit and software version.
 */
export function moveCard(stage: Stage, partsBefore = PARTS_BEFORE): readonly Scene[] {
  const { card, random } = stage
  const phone = deviceImei(random.pick(PHONE_TACS), random.below(1_000_000))
  const isBelow = stage.strength === 'below'
  const other = isBelow ? `${card.imei.slice(0, 14)}07` : phone
  return spreadOver(stage, PARTS).map((at, index) => {
    const isMoved = index >= partsBefore && (stage.strength !== 'above' || index === partsBefore)
    const imei = isMoved ? other : card.imei
    const act = dataPart(random.between(200, 4_000), { at, imei, apn: 'cmiot' })
    return { act, tips: index === partsBefore && !isBelow }
  })
}
