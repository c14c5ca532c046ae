import { z } from 'zod'
import { DerivedId, EpochMs, Label } from './identifiers.ts'

/**
 * Who did what, written and acknowledged before it is done. For a proposal `before` and `after` are
 * its states: received, held, sent, rejected, expired, superseded, invalid, completed, unanswered.
 */
export const AuditRecord = z.object({
  /** Log time. */
  at: EpochMs,
  actor: z.object({ type: z.enum(['service', 'policy', 'user']), id: Label }),
  /** What was done: `proposal.held`, `command.sent`, … */
  action: Label,
  /** The card, or what else it was done to: the version of a policy. */
  target: Label,
  tenant: Label,
  before: Label.nullable(),
  after: Label.nullable(),
  /** Why, for people; of a held proposal: person, protected, budget, switch, expired. */
  reason: z.string().nullable(),
  approvals: z.array(Label),
  proposalId: DerivedId.nullable(),
  commandId: DerivedId.nullable(),
  alertId: DerivedId.nullable(),
  requestId: Label.nullable(),
  address: Label.nullable(),
  /** Each writer numbers its records from 1. */
  writer: Label,
  seq: z.int().positive(),
})
export type AuditRecord = z.infer<typeof AuditRecord>
