import type { Usage } from '#schemas/usage.ts'

type DataUsage = Extract<Usage, { service: 'data' }>

/** Greatest running total seen of a session, and its newest record. */
export type Sessions = ReadonlyMap<string, { readonly bytes: number; readonly at: number }>

/** A session that said nothing for longer than a billing cycle has ended. */
export const SESSION_MEMORY_MS = 33 * 86_400_000

/**
 * Bytes of this part, up and down. Of a feed that has only running totals it is the difference to
 * the greatest total seen of the session; one that comes after a greater one adds nothing.
 */
export function sessionBytes(usage: DataUsage, sessions: Sessions, horizon: number): number {
  const total = runningTotal(usage)
  if (total === undefined) return (usage.bytesUplink ?? 0) + (usage.bytesDownlink ?? 0)
  return Math.max(0, total - (liveSession(usage, sessions, horizon)?.bytes ?? 0))
}

/** What is known of the record's session; of one that has ended, nothing, dropped or not. */
export function liveSession(usage: DataUsage, sessions: Sessions, horizon: number) {
  const before = sessions.get(sessionKey(usage))
  return before && before.at >= horizon - SESSION_MEMORY_MS ? before : undefined
}

/** Running total of the session, up and down; undefined where the feed gives parts. */
export function runningTotal(usage: DataUsage): number | undefined {
  const { sessionBytesUplink: up, sessionBytesDownlink: down } = usage
  return up == null && down == null ? undefined : (up ?? 0) + (down ?? 0)
}

export function sessionKey({ source, sessionId, eventId }: DataUsage): string {
  return `${source}/${sessionId ?? eventId}`
}
