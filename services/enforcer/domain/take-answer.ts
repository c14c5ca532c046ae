import type { EnforcementEvent } from '#schemas/enforcement-event.ts'
import type { Output } from '../ports.ts'
import type { GateEntry } from './gate-entry.ts'
import type { GateState } from './gate-state.ts'
import { hold } from './review.ts'
import { toAudit } from './to-audit.ts'

type Result = Extract<EnforcementEvent, { kind: 'result' }>

/**
 * What the carrier says of a command. An answer proves that the command was sent: it ends the
 * proposal also where this log, read with other settings, would still hold it.
 */
export function takeAnswer(result: Result, state: GateState): Output[] {
  const entry =
    state.entryOfCommand(result.commandId) ??
    (result.proposalId === null ? undefined : state.entry(result.proposalId))
  if (entry?.proposal.iccid !== result.iccid) return [{ type: 'discarded', reason: 'unknown' }]
  if (isAnswered(entry, result)) return [{ type: 'discarded', reason: 'duplicate' }]
  entry.answered = true
  if (result.status === 'accepted') {
    state.move(entry, 'accepted')
    return []
  }
  switch (result.outcome) {
    case 'success':
      state.move(entry, 'completed')
      return []
    case 'failed':
      return hold(entry, state, 'failed')
    case 'unknown':
    case null:
      return doubt(entry, state)
  }
}

/** A first outcome stands, one that was unknown may still become known; a repeat buys no time. */
function isAnswered({ state, heldReason }: GateEntry, { status }: Result): boolean {
  if (state === 'completed' || heldReason === 'failed') return true
  return state === 'accepted' && status === 'accepted'
}

function doubt(entry: GateEntry, state: GateState): Output[] {
  const { state: before } = entry
  if (before === 'unanswered') return []
  state.move(entry, 'unanswered')
  const at = entry.changedAt
  const reason = 'the carrier does not know the outcome'
  const action = 'command.unanswered'
  return [toAudit(entry, { at, action, before, after: 'unanswered', reason })]
}
