import type { Command } from '#schemas/command.ts'
import { deriveId } from '#schemas/derive-id.ts'
import type { Proposal } from '#schemas/enforcement-event.ts'
import type { Remedy } from '#schemas/policy-document.ts'
import type { Decision } from './decision.ts'

/** Only a leak after a stop makes a second attempt, and leaks are not looked for yet. */
const FIRST_ATTEMPT = 1

export interface CommandContext {
  readonly decision: Decision
  readonly remedy: Remedy
  /** What was sent for the card so far. */
  readonly commandsOfCard: readonly Command[]
}

/**
 * The command that carries a proposal out. It depends on the log alone, bytes and all: the carrier
 * refuses a known id with other content. For the carrier a card's last decision is the newest, so one
 * that was held takes its place behind those sent meanwhile.
 */
export function toCommand(
  proposal: Proposal,
  { decision, remedy, commandsOfCard }: CommandContext,
): Command {
  const { proposalId, action, iccid, tenant, functions, alertId } = proposal
  const { reversibleUntil, reason } = proposal
  return {
    commandId: deriveId('command', proposalId, String(FIRST_ATTEMPT)),
    proposalId,
    action,
    iccid,
    tenant,
    functions,
    alertId,
    mode: 'enforce',
    decidedAt: Math.max(decision.decidedAt, ...commandsOfCard.map(({ decidedAt }) => decidedAt)),
    decidedBy: decision.decidedBy,
    expiresAt: decision.expiresAt,
    reversibleUntil,
    reason,
    remedy,
  }
}
