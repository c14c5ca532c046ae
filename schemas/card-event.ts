import { z } from 'zod'
import { CommandAction } from './command.ts'
import { DerivedId, EpochMs, Iccid, Label, Peer } from './identifiers.ts'
import { CardFunction } from './policy.ts'
import { PolicyDocument, PolicyVersion } from './policy-document.ts'
import { Profile } from './profile.ts'
import { Usage } from './usage.ts'

/** Time passes, also when a partition is quiet. One copy per partition. */
export const Tick = z.object({ kind: z.literal('tick'), eventTime: EpochMs })
export type Tick = z.infer<typeof Tick>

/** The rules from here on. One copy per partition. */
export const PolicyRecord = z.object({
  kind: z.literal('policy'),
  eventTime: EpochMs,
  version: PolicyVersion,
  document: PolicyDocument,
})
export type PolicyRecord = z.infer<typeof PolicyRecord>

/** What was done to the card, so its own log shows when usage must stop. Written by the enforcer. */
export const Enforcement = z.object({
  kind: z.literal('enforcement'),
  iccid: Iccid,
  eventTime: EpochMs,
  commandId: DerivedId,
  action: CommandAction,
  functions: z.array(CardFunction).nullish(),
  completedAt: EpochMs,
})
export type Enforcement = z.infer<typeof Enforcement>

/** What somebody else said of a card. */
export const Report = z.object({
  kind: z.literal('report'),
  iccid: Iccid.nullish(),
  /** Whose calls a peer has refused, where no card is named. */
  tenant: Label.nullish(),
  eventTime: EpochMs,
  source: Label,
  eventId: Label,
  report: z.enum(['complaint', 'mark', 'refusal', 'case']),
  category: Label.nullish(),
  valid: z.boolean().nullish(),
  peer: Peer.nullish(),
})
export type Report = z.infer<typeof Report>

/** A person asks for quiet on one card and detector, by event time. */
export const Snooze = z.object({
  kind: z.literal('snooze'),
  iccid: Iccid,
  eventTime: EpochMs,
  detector: Label,
  until: EpochMs,
  reason: Label,
  by: Label,
})
export type Snooze = z.infer<typeof Snooze>

/** All that can change what the detector decides. Unknown fields are left out, not refused. */
export const CardEvent = z.discriminatedUnion('kind', [
  Usage,
  Profile,
  Tick,
  PolicyRecord,
  Enforcement,
  Report,
  Snooze,
])
export type CardEvent = z.infer<typeof CardEvent>
