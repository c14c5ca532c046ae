import type { Output } from '../ports.ts'
import { type Decision, decisionOf } from './decision.ts'
import type { Objection } from './gate/check.ts'
import { firstObjection } from './gate/checks.ts'
import { type GateEntry, type HeldReason, LIFTED_WITHOUT_A_PERSON } from './gate-entry.ts'
import { type GatePolicy, remedyFor } from './gate-policy.ts'
import type { GateState } from './gate-state.ts'
import { toAudit } from './to-audit.ts'
import { toCommand } from './to-command.ts'
import { costOf } from './weight.ts'

/** The record that makes the gate look. */
export interface Cause {
  /** The broker's time of it. */
  readonly appendedAt: number
}

/** Asks every check about a proposal, and sends, holds or ends it. All checks run, each time. */
export function review(entry: GateEntry, state: GateState, cause: Cause): Output[] {
  const { logTime, policy } = state
  // Nothing is decided before the log has said what time it is and by which rules.
  if (logTime === null) return hold(entry, state, 'clock')
  if (policy === null) return hold(entry, state, 'policy')
  const decision = decisionOf(entry, logTime)
  const objection = ask(entry, state, { logTime, policy, decision })
  if (objection === 'superseded') return supersede(entry, state)
  if (objection) return hold(entry, state, objection)
  return dispatch(entry, state, { logTime, policy, decision, cause })
}

/** Looks again at what waits for time, a policy or a switch, oldest first. */
export function reviewHeld(state: GateState, cause: Cause): Output[] {
  const waiting = [...state.held].filter(
    ({ heldReason }) => heldReason !== null && LIFTED_WITHOUT_A_PERSON.has(heldReason),
  )
  return waiting.flatMap((entry) => review(entry, state, cause))
}

interface Circumstances {
  readonly logTime: number
  readonly policy: GatePolicy
  readonly decision: Decision
}

function ask(entry: GateEntry, state: GateState, circumstances: Circumstances): Objection | null {
  const { proposal } = entry
  const { switches, budget } = state
  const commandsOfCard = state.commandsOf(proposal.iccid)
  return firstObjection({ ...circumstances, proposal, switches, budget, commandsOfCard })
}

/** The spend is counted here and only here, whatever becomes of the command. */
function dispatch(
  entry: GateEntry,
  state: GateState,
  { logTime, policy, decision, cause }: Circumstances & { readonly cause: Cause },
): Output[] {
  const { proposal, causationId, state: before } = entry
  const remedy = remedyFor(policy, proposal.carrier)
  if (!remedy) return hold(entry, state, 'policy')
  const commandsOfCard = state.commandsOf(proposal.iccid)
  const command = toCommand(proposal, { decision, remedy, commandsOfCard })
  // Log time stands still while no enforcer runs: the later of both is when it is really spent.
  state.budget.spend(costOf(proposal), Math.max(logTime, proposal.decidedAt))
  state.send(entry, command)
  const audit = toAudit(entry, {
    at: logTime,
    action: 'command.sent',
    before,
    after: 'sent',
    reason: proposal.reason.en,
    actor: command.decidedBy,
    approvals: decision.approvers,
  })
  return [audit, { type: 'command', command, causationId, causedAt: cause.appendedAt }]
}

/** Says so once: as long as the reason stays, nothing new has happened. */
export function hold(entry: GateEntry, state: GateState, reason: HeldReason): Output[] {
  const { state: before, heldReason } = entry
  if (before === 'held' && heldReason === reason) return []
  state.move(entry, 'held', reason)
  const at = entry.changedAt
  return [toAudit(entry, { at, action: 'proposal.held', before, after: 'held', reason })]
}

function supersede(entry: GateEntry, state: GateState): Output[] {
  const { state: before } = entry
  state.move(entry, 'superseded')
  const after = 'superseded'
  const reason = 'a newer command for the card covers it'
  const at = entry.changedAt
  return [toAudit(entry, { at, action: 'proposal.superseded', before, after, reason })]
}
