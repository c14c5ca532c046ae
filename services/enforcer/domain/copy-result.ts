import type { Enforcement } from '#schemas/card-event.ts'
import type { CommandResult } from '#schemas/command.ts'
import type { EnforcementEvent } from '#schemas/enforcement-event.ts'
import type { GateState } from './gate-state.ts'

/** A carrier's answer as the logs need it. */
export interface CopiedResult {
  /** For enforcement.events, where all decisions have one order. */
  readonly copy: Extract<EnforcementEvent, { kind: 'result' }>
  /** For card.events, when the network has changed: the card's own log shows it. */
  readonly enforcement: Enforcement | null
}

/** An answer to a command that the gate does not know is kept too, without its proposal. */
export function copyResult(result: CommandResult, state: GateState): CopiedResult {
  const entry = state.entryOfCommand(result.commandId)
  if (entry?.proposal.iccid !== result.iccid) {
    const nothingKnown = { tenant: 'unknown', proposalId: null, alertId: null, action: null }
    return { copy: { ...result, kind: 'result', ...nothingKnown }, enforcement: null }
  }
  const { tenant, proposalId, alertId, action, functions } = entry.proposal
  const { commandId, iccid, at } = result
  const isDone = result.status === 'completed' && result.outcome === 'success'
  const changesNetwork = action === 'bar' || action === 'suspend'
  return {
    copy: { ...result, kind: 'result', tenant, proposalId, alertId, action },
    enforcement:
      isDone && changesNetwork
        ? {
            kind: 'enforcement',
            iccid,
            eventTime: at,
            commandId,
            action,
            functions,
            completedAt: at,
          }
        : null,
  }
}
