import { isAnswered } from '../domain/answered.ts'
import { TOLD_DAY, TOLD_DEVICE, TOLD_HOUR, TOLD_PLACE } from './card-head.ts'
import { COUNTED_CALLS, COUNTED_DATA, TELESALES } from './contract.ts'
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
 * What the scene's record could tell the groups of its card. Says too much where in doubt.
 */
export function toTell(scene: Scene, isDue: boolean): number {
  const { fields, policy, contract } = scene
  if (fields.peerKind === 'emergency') return NOTHING_TO_TELL
  let told = isDue ? COUNTED : NOTHING_TO_TELL
  if (policy.policy.isKnown && isNewUse(scene)) told |= USE
  const counted = contract?.counted ?? 0
  if (fields.service === 'data') return (counted & COUNTED_DATA) === 0 ? told : told | COUNTED
  if (fields.service === 'sms' || fields.direction !== 'outgoing') return told
  if ((counted & TELESALES) !== 0) return told | COUNTED | CALLEE
  if (fields.peerKind === 'person' && !isAnswered(fields)) return told | COUNTED | CALLEE
  return (counted & COUNTED_CALLS) === 0 ? told : told | COUNTED
}

/**
 * Whether the device facts are to be asked: not in the hour they were asked in last, nor on a day of
 * which they have said that they tell no more of this device, place and contract.
 */
function isNewUse(scene: Scene): boolean {
  const { fields, store, contract, policy } = scene
  if (fields.device < 0 || policy.placeholders.has(fields.device)) return false
  const device = fields.device | 0
  const hour = Math.floor(fields.eventTime / HOUR_MS)
  const region = fields.region === undefined ? 0 : store.numberOfText(fields.region) | 0
  const place = region ^ Math.imul(contract?.number ?? 0, 0x9e3779b1)
  const before = scene.word(TOLD_HOUR)
  if (scene.word(TOLD_DEVICE) === device && scene.word(TOLD_PLACE) === place) {
    if (before === hour) return false
    const isSameDay = Math.floor(before / DAY_HOURS) === Math.floor(hour / DAY_HOURS)
    if (isSameDay && scene.word(TOLD_DAY) === 1) return false
  }
  scene.setWord(TOLD_DEVICE, device)
  scene.setWord(TOLD_HOUR, hour)
  scene.setWord(TOLD_PLACE, place)
  scene.setWord(TOLD_DAY, 0)
  return true
}
