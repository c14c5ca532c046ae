import type { AuditRecord } from '#schemas/audit-record.ts'
import type { Command } from '#schemas/command.ts'
import type { DeadLetterClass } from '#schemas/dead-letter.ts'

/** One record of enforcement.events, not yet looked at. */
export interface RawRecord {
  readonly offset: bigint
  readonly key: Buffer | null
  readonly value: Buffer | null
  readonly headers: Readonly<Record<string, Buffer>>
  /** When the broker took it, epoch milliseconds. */
  readonly timestamp: number
}

/** An audit record before its writer has numbered it. */
export type Audit = Omit<AuditRecord, 'writer' | 'seq'>

/** A record that cannot be understood, and why. */
export interface Refusal {
  readonly record: RawRecord
  readonly class: DeadLetterClass
  readonly reason: string
}

/** A command, and the usage record that tipped the proposal, for latency's sake. */
export interface OutgoingCommand {
  readonly command: Command
  readonly causationId: string | null
  /** The broker's time of the record that let it go; null when it goes out again. */
  readonly causedAt: number | null
}

/** Why a record had no effect. */
type Discard = 'duplicate' | 'unknown' | 'notHeld' | 'quarantined' | 'outdated'

/** What a record can give. Nothing a record holds makes the gate throw. */
export type Output =
  | { readonly type: 'audit'; readonly audit: Audit }
  | ({ readonly type: 'command' } & OutgoingCommand)
  | ({ readonly type: 'deadLetter' } & Refusal)
  | { readonly type: 'discarded'; readonly reason: Discard }

/** Where outputs go. Each call resolves once what it was given is acknowledged. */
export interface Sinks {
  keepDeadLetters(refusals: readonly Refusal[]): Promise<void>
  writeAudit(audits: readonly Audit[]): Promise<void>
  sendCommands(commands: readonly OutgoingCommand[]): Promise<void>
}
