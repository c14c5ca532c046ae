import { z } from 'zod'
import { PolicyRecord, Tick } from './card-event.ts'
import { CommandAction, CommandResult, Reason } from './command.ts'
import { DerivedId, EpochMs, Iccid, Label } from './identifiers.ts'
import { CardClass, CardFunction, LadderAction, Severity } from './policy.ts'

/** What a finding rests on. It decides how far up the ladder a machine may go alone. */
export const Basis = z.enum(['hardBreach', 'statistical', 'corroborated', 'person'])
export type Basis = z.infer<typeof Basis>

/** Detectors that see the same behaviour: two of one family are one signal. */
export const Family = z.enum(['contract', 'calling', 'device', 'history', 'group'])
export type Family = z.infer<typeof Family>

/** What the detector would do. The gate decides. */
export const Proposal = z.object({
  kind: z.literal('proposal'),
  proposalId: DerivedId,
  alertId: DerivedId,
  tenant: Label,
  iccid: Iccid,
  action: LadderAction,
  functions: z.array(CardFunction).nullable(),
  detector: Label,
  family: Family,
  severity: Severity,
  mode: z.literal('live'),
  basis: Basis,
  /** What the policy's ladder wants besides the finding. */
  needs: z.enum(['corroborated', 'person']).nullable(),
  cardClass: CardClass,
  reseller: Label.nullable(),
  carrier: Label.nullable(),
  protectedClass: Label.nullable(),
  soldered: z.boolean(),
  profileVersion: z.int().nullable(),
  policyVersion: Label,
  /** Log time. */
  decidedAt: EpochMs,
  expiresAt: EpochMs,
  reversibleUntil: EpochMs.nullable(),
  reason: Reason,
})
export type Proposal = z.infer<typeof Proposal>

/** A person lets held proposals go; `by` is who. */
const Approval = z.object({
  kind: z.literal('approval'),
  tenant: Label,
  proposalIds: z.array(DerivedId).min(1),
  listHash: Label,
  by: Label,
  decidedAt: EpochMs,
  expiresAt: EpochMs,
})

const Rejection = z.object({
  kind: z.literal('rejection'),
  tenant: Label,
  proposalIds: z.array(DerivedId).min(1),
  by: Label,
  decidedAt: EpochMs,
  reason: Label,
})

/** No command leaves in its scope; null: every. */
const KillSwitch = z.object({
  kind: z.literal('killSwitch'),
  on: z.boolean(),
  tenant: Label.nullable(),
  detector: Label.nullable(),
  action: CommandAction.nullable(),
  by: Label,
})

/** The carrier's answer, copied in so that one order holds; with the proposal it belongs to. */
const Result = CommandResult.extend({
  kind: z.literal('result'),
  tenant: Label,
  proposalId: DerivedId.nullable(),
  alertId: DerivedId.nullable(),
  action: CommandAction.nullable(),
})

/** Everything the enforcer's decisions rest on, in one order. */
export const EnforcementEvent = z.discriminatedUnion('kind', [
  Proposal,
  Approval,
  Rejection,
  KillSwitch,
  Result,
  PolicyRecord,
  Tick,
])
export type EnforcementEvent = z.infer<typeof EnforcementEvent>
