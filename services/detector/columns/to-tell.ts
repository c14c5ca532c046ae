import { isAnswered } from '../domain/answered.ts'
import { HOURS_A_DAY } from '../facts/device-facts.ts'
import { TOLD_DEVICE, TOLD_HOUR, TOLD_HOURS, TOLD_REGION } from './cards.ts'
import type { Scene } from './scene.ts'

const HOUR_MS = 3_600_000
const DAY_HOURS = 24

/** What there may be to tell of a record; the sum of several. */
export const NOTHING_TO_TELL = 0
/** Something is counted, or due. */
const COUNTED = 1
/** Its device may be new. */
export const USE = 2
/** It is a call whose callee may be told. */
export const CALLEE = 4

/**
 * What the scene's record could tell the groups of its card. Says too much where in doubt. What a
 * device tells is told in the first hours of a day and place; the card remembers what was looked at
 * last.
 */
export function toTell(scene: Scene, isDue: boolean): number {
  const { fields, policy, contract } = scene
  if (fields.peerKind === 'emergency') return NOTHING_TO_TELL
  let told = isDue ? COUNTED : NOTHING_TO_TELL
  if (policy.policy.isKnown && isNewUse(scene)) told |= USE
  const profile = contract?.profile
  if (fields.service === 'data') return profile?.pool == null ? told : told | COUNTED
  if (fields.service === 'sms' || fields.direction !== 'outgoing') return told
  if (profile?.cardClass === 'telesales') return told | COUNTED | CALLEE
  if (fields.peerKind === 'person' && !isAnswered(fields)) return told | COUNTED | CALLEE
  return profile?.batch == null && profile?.reseller == null ? told : told | COUNTED
}

/** Another device, day or region than the record before, or one of the first hours of the day. */
function isNewUse(scene: Scene): boolean {
  const { fields, store } = scene
  if (fields.device < 0) return false
  const device = fields.device | 0
  const hour = Math.floor(fields.eventTime / HOUR_MS)
  const region = fields.region === undefined ? 0 : store.numberOfText(fields.region) | 0
  const before = scene.word(TOLD_HOUR)
  const isSame = scene.word(TOLD_DEVICE) === device && scene.word(TOLD_REGION) === region
  if (isSame && before === hour) return false
  const isSameDay = isSame && Math.floor(before / DAY_HOURS) === Math.floor(hour / DAY_HOURS)
  const hours = isSameDay ? scene.word(TOLD_HOURS) : 0
  if (hours >= HOURS_A_DAY) return false
  scene.setWord(TOLD_DEVICE, device)
  scene.setWord(TOLD_HOUR, hour)
  scene.setWord(TOLD_REGION, region)
  scene.setWord(TOLD_HOURS, hours + 1)
  return true
}
