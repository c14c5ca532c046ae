import { SESSION_MEMORY_MS } from '../domain/session-bytes.ts'
import { HORIZON } from './card-head.ts'
import { memberNumber } from './member-of.ts'
import type { Scene } from './scene.ts'

/**
 * Bytes of the scene's data record. Of a feed that has only running totals it is the difference to
 * the greatest total seen of the session; one that comes after a greater one adds nothing.
 */
export function sessionBytesOf(scene: Scene): number {
  const { fields } = scene
  const total = totalOf(scene)
  if (total < 0) return Math.max(0, fields.bytesUplink) + Math.max(0, fields.bytesDownlink)
  return Math.max(0, total - (liveSession(scene)?.bytes ?? 0))
}

/** Remembers a running total. */
export function foldSession(scene: Scene): void {
  const total = totalOf(scene)
  if (total < 0) return
  const before = liveSession(scene)
  scene.memory = scene.store.ownMemoryOf(scene.card)
  scene.memory.sessions ??= new Map()
  scene.memory.sessions.set(keyOf(scene), {
    bytes: Math.max(total, before?.bytes ?? 0),
    at: Math.max(scene.eventTime, before?.at ?? 0),
  })
}

/** Up and down; -1 where the feed gives parts. */
function totalOf({ fields }: Scene): number {
  const { sessionBytesUplink: up, sessionBytesDownlink: down } = fields
  return up < 0 && down < 0 ? -1 : Math.max(0, up) + Math.max(0, down)
}

/** What is known of the record's session; of one that has ended, nothing, dropped or not. */
function liveSession(scene: Scene) {
  const before = scene.memory?.sessions?.get(keyOf(scene))
  return before && before.at >= scene.double(HORIZON) - SESSION_MEMORY_MS ? before : undefined
}

function keyOf({ fields }: Scene): number {
  return memberNumber(fields.sessionLow, fields.sessionHigh)
}
