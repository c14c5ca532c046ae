import type { Alert } from '#schemas/alert.ts'
import type { DeadLetterClass } from '#schemas/dead-letter.ts'
import type { Proposal } from '#schemas/enforcement-event.ts'
import type { NewFact } from '#schemas/group-fact.ts'
import type { CardRow } from './card/changed-rows.ts'

/** One record of a partition of `card.events`, as the broker gave it. */
export interface RawRecord {
  readonly offset: bigint
  /** When the broker took it, epoch milliseconds; Infinity in files, which no broker stamped. */
  readonly timestamp: number
  readonly value: Uint8Array | string | null
}

/** An alert to tell, with the record that tipped it (`source/eventId`). */
export interface AlertOutput {
  readonly type: 'alert'
  readonly alert: Alert
  readonly cause: string
}

/** What is to be done, for the gate to decide. */
export interface ProposalOutput {
  readonly type: 'proposal'
  readonly proposal: Proposal
  readonly cause: string
}

/** What the card stage has found out about a group, for the group stage. */
export interface FactOutput {
  readonly type: 'fact'
  readonly fact: NewFact
  /** Of the record behind it. */
  readonly offset: bigint
}

/** A record that was read and counted in no feature: too old, or from the future. */
export interface MarkOutput {
  readonly type: 'late' | 'quarantined'
  readonly offset: bigint
  readonly iccid: string
  readonly eventTime: number
  readonly source: string
  readonly eventId: string
  readonly detail: string
}

/** A record that cannot be understood. */
export interface DeadLetterOutput {
  readonly type: 'deadLetter'
  readonly offset: bigint
  readonly class: DeadLetterClass
  /** Fields and types, never a value. */
  readonly reason: string
}

export type Output = AlertOutput | ProposalOutput | FactOutput | MarkOutput | DeadLetterOutput
export type OutputOf<Type extends Output['type']> = Extract<Output, { type: Type }>

/** Every record ends in exactly one of these; they add up to the records read. */
export const FATES = [
  'folded',
  'duplicate',
  'late',
  'quarantined',
  'deadLetter',
  'control',
] as const
export type Fate = (typeof FATES)[number]

/** A row of the table `features`. */
export interface FeatureRow extends CardRow {
  readonly iccid: string
}

/** One entry of a checkpoint: a card or a group, or `#clock`, `#policy`. */
export interface StateEntry {
  readonly key: string
  /** Text, or bytes; read back it is what it was, or the bytes of the text. */
  readonly payload: string | Buffer
  /** Nothing is left of it. */
  readonly isDeleted?: boolean
}

/** Where outputs go. Each resolves when everything given is acknowledged; none gives up. */
export interface Effects {
  publishAlerts(alerts: readonly AlertOutput[]): Promise<void>
  sendProposals(proposals: readonly ProposalOutput[]): Promise<void>
  sendFacts(facts: readonly FactOutput[]): Promise<void>
  keepDeadLetters(letters: readonly DeadLetterOutput[]): Promise<void>
  keepMarks(marks: readonly MarkOutput[]): Promise<void>
}
