import { SESSION_MEMORY_MS } from '../domain/session-bytes.ts'
import type { CardMemory } from './card-memory.ts'

const DAY_MS = 86_400_000
/** Days are asked for 30 days back, from a horizon's day. */
const LONGEST_DAYS_MS = 33 * DAY_MS

/** Drops what no record at or above the horizon can ask for. Changes the memory, and no verdict. */
export function pruneMemory(memory: CardMemory, horizon: number): void {
  const { contracts, sessions, snoozes, overDays, alertDays } = memory
  if (contracts.length > 1) {
    const inForce = contracts.findLastIndex(({ profile }) => profile.eventTime <= horizon)
    if (inForce > 0) memory.contracts = contracts.slice(inForce)
  }
  for (const [id, { at }] of sessions ?? [])
    if (at < horizon - SESSION_MEMORY_MS) sessions?.delete(id)
  for (const [name, { until }] of snoozes ?? []) if (until <= horizon) snoozes?.delete(name)
  for (const days of [overDays, alertDays]) {
    for (const start of days ?? []) if (start < horizon - LONGEST_DAYS_MS) days?.delete(start)
  }
}
