import type { Command } from '#schemas/command.ts'
import type { Proposal } from '#schemas/enforcement-event.ts'

/**
 * Why a proposal is held. `person` takes one approval; `protected`, `irreversible` and
 * `unknownProfile` take those of two different people (four eyes); `expired` and those before it may
 * still be approved; `failed` was sent, and the carrier could not do it.
 */
export type HeldReason =
  | 'clock'
  | 'policy'
  | 'switch'
  | 'budget'
  | 'person'
  | 'protected'
  | 'irreversible'
  | 'unknownProfile'
  | 'expired'
  | 'failed'

export type EntryState =
  | 'received'
  | 'invalid'
  | 'superseded'
  | 'held'
  | 'expired'
  | 'rejected'
  | 'sent'
  | 'accepted'
  | 'completed'
  | 'unanswered'

/** A person's new decision: own time, own end. */
interface Approval {
  readonly by: string
  readonly decidedAt: number
  readonly expiresAt: number
}

/** One proposal and all that the log has said of it. Times are log time. */
export interface GateEntry {
  readonly proposal: Proposal
  /** Of the proposal as it first came: another one under the same id is invalid. */
  readonly contentHash: string
  /** `source/eventId` of the usage record that tipped it. */
  readonly causationId: string | null
  state: EntryState
  heldReason: HeldReason | null
  /** When it was first held. */
  heldSince: number | null
  changedAt: number
  /** By person: who approves twice counts once. */
  readonly approvals: Map<string, Approval>
  command: Command | null
  /** The carrier has said something of the command. */
  answered: boolean
  /** When its status was asked for. */
  askedAt: number | null
}

/** What will not change any more. */
export const FINAL_STATES: ReadonlySet<EntryState> = new Set<EntryState>([
  'invalid',
  'superseded',
  'expired',
  'rejected',
  'completed',
])

/** Time, a policy or a switch may lift these; the others wait for a person. */
export const LIFTED_WITHOUT_A_PERSON: ReadonlySet<HeldReason> = new Set<HeldReason>([
  'clock',
  'policy',
  'switch',
  'budget',
])
