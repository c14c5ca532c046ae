import { deviceImei } from '../cards/identity.ts'
import { PHONE_TACS } from '../cards/phone-models.ts'
import { dataPart } from '../domain/acts.ts'
import { type ActScene, type Stage, spreadOver } from './story.ts'

const PARTS_PER_DEVICE = 3

/** A phone card goes from device to device, `devices` in all over the span. */
export function changeDevices(
  stage: Stage,
  devices: number,
  accepted: number,
): readonly ActScene[] {
  const { random } = stage
  const start = random.below(900_000)
  return spreadOver(stage, devices * PARTS_PER_DEVICE).map((at, index) => {
    const device = Math.floor(index / PARTS_PER_DEVICE)
    const imei = deviceImei(PHONE_TACS[0], start + device)
    const act = dataPart(random.between(1_000, 900_000), { at, imei, apn: 'cmnet' })
    return { act, tips: index === accepted * PARTS_PER_DEVICE }
  })
}
