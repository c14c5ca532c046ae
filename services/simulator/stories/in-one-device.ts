import { deviceImei } from '../cards/identity.ts'
import type { Group, Stage } from './story.ts'

/** The device that all cards of the plant are put into, of a model. */
export function sharedImei({ plant }: Pick<Stage, 'plant'>, tac: string): string {
  return deviceImei(tac, Number(plant))
}

/** Two are the same device when the first 14 digits are. */
export function deviceGroup(imei: string): Group {
  return { kind: 'imei', id: imei.slice(0, 14) }
}
