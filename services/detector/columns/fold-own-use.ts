import { OWN_USE_AT, OWN_USE_DEVICE, OWN_USE_REGION } from './card-head.ts'
import { WAKE_KIND } from './member-table.ts'
import type { Scene } from './scene.ts'

const DAY_MS = 86_400_000

/** A long silence that ends is kept as a wake; a record out of order ends none. */
export function foldOwnUse(scene: Scene): void {
  const { fact, eventTime, policy } = scene
  const before = scene.double(OWN_USE_AT)
  if (before !== 0 && eventTime < before) return
  const device = fact.device === undefined ? 0 : fact.device + 1
  const region = fact.region === undefined ? 0 : fact.region | 0 || 1
  const silentDays = before === 0 ? 0 : (eventTime - before) / DAY_MS
  if (before !== 0 && silentDays >= policy.policy.silentDays) {
    const isElsewhere =
      isNew(device, scene.double(OWN_USE_DEVICE)) && isNew(region, scene.word(OWN_USE_REGION))
    scene.memory = scene.store.ownMemoryOf(scene.card)
    scene.store.members.noteGrown(WAKE_KIND)
    scene.memory.wake = { at: eventTime, silentDays, elsewhere: isElsewhere }
  }
  scene.setDouble(OWN_USE_AT, eventTime)
  if (device !== 0) scene.setDouble(OWN_USE_DEVICE, device)
  if (region !== 0) scene.setWord(OWN_USE_REGION, region)
}

/** Known on both sides and different; 0 is not known. */
function isNew(now: number, before: number): boolean {
  return now !== 0 && before !== 0 && now !== before
}
