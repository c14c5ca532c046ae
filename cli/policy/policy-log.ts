import type { TopicPartition } from '#runtime/records.ts'
import type { AuditRecord } from '#schemas/audit-record.ts'
import type { PolicyRecord } from '#schemas/card-event.ts'

/** The one log that keeps every policy, in one partition: whoever is first in it has won. */
export const TRUTH = { topic: 'enforcement.events', partition: 0 } as const

/** Every partition of these judges for itself, so each gets its own copy. */
export const COPIED = ['card.events', 'group.facts'] as const

/** A copy that was acknowledged. */
export interface Copy extends TopicPartition {
  readonly offset: string
}

/** Where policies are published, and read again. */
export interface PolicyLog {
  /** All policies ever published, oldest first: kept without limit, as against a partition's copies. */
  read(): Promise<readonly PolicyRecord[]>
  /** Where a copy must go: every partition of `COPIED`. */
  places(): Promise<readonly TopicPartition[]>
  /** Tries until the copy is acknowledged. */
  send(place: TopicPartition, record: PolicyRecord): Promise<Copy>
  /** Tries until it is acknowledged. */
  audit(record: AuditRecord): Promise<void>
}
