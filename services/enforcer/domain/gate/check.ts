import type { Command } from '#schemas/command.ts'
import type { Proposal } from '#schemas/enforcement-event.ts'
import type { BudgetLedger } from '../budget-ledger.ts'
import type { Decision } from '../decision.ts'
import type { HeldReason } from '../gate-entry.ts'
import type { GatePolicy } from '../gate-policy.ts'
import type { KillSwitches } from '../kill-switches.ts'

/** What a check is asked: may this decision on this proposal go out now? */
export interface Question {
  readonly proposal: Proposal
  readonly decision: Decision
  readonly logTime: number
  readonly policy: GatePolicy
  readonly switches: Pick<KillSwitches, 'stop'>
  readonly budget: Pick<BudgetLedger, 'fits'>
  /** What was sent for the card so far. */
  readonly commandsOfCard: readonly Command[]
}

/** Why not. */
export type Objection = HeldReason | 'superseded'

/** null: no objection. */
export type Check = (question: Question) => Objection | null
