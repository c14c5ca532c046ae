import { z } from 'zod'
import { Sentence } from './alert.ts'
import { DerivedId, EpochMs, Iccid, Label } from './identifiers.ts'
import { CardFunction } from './policy.ts'
import { Remedy } from './policy-document.ts'

export const CommandAction = z.enum(['flag', 'reverify', 'bar', 'unbar', 'suspend', 'resume'])
export type CommandAction = z.infer<typeof CommandAction>

/** Why, with the requirement's id: goes from the proposal into the command as it is. */
export const Reason = Sentence.extend({ code: Label })

/** What the carrier is to do, once. */
export const Command = z.object({
  /** Derived from the proposal and the attempt. */
  commandId: DerivedId,
  /** The proposal it carries out; null for what a person ordered without one. */
  proposalId: DerivedId.nullable(),
  action: CommandAction,
  iccid: Iccid,
  tenant: Label,
  /** `bar` and `unbar` name them; else null. */
  functions: z.array(CardFunction).nullable(),
  alertId: DerivedId,
  mode: z.enum(['enforce', 'dryRun']),
  /** Log time. */
  decidedAt: EpochMs,
  decidedBy: z.object({ type: z.enum(['policy', 'user']), id: Label }),
  /** The carrier refuses it from then on. */
  expiresAt: EpochMs,
  reversibleUntil: EpochMs.nullable(),
  reason: Reason,
  /** Where the holder turns to. */
  remedy: Remedy,
})
export type Command = z.infer<typeof Command>

/** What the carrier says it did. */
export const CommandResult = z.object({
  commandId: DerivedId,
  iccid: Iccid,
  status: z.enum(['accepted', 'completed']),
  outcome: z.enum(['success', 'failed', 'unknown']).nullable(),
  errorCode: Label.nullable(),
  at: EpochMs,
})
export type CommandResult = z.infer<typeof CommandResult>
