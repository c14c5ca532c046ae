import type { Tick } from '#schemas/card-event.ts'
import type { Output } from '../ports.ts'
import { ask, isDue, mayGoOut } from './chase.ts'
import type { GateEntry } from './gate-entry.ts'
import type { GateState } from './gate-state.ts'
import { type Cause, reviewHeld } from './review.ts'
import { toAudit } from './to-audit.ts'

/** A tick so far ahead of the broker's clock comes from a clock gone wrong, and would expire all. */
const MAXIMUM_LEAD_MS = 60_000
/** What nobody decides on for so long is over. */
const HELD_FOR_MS = 72 * 3_600_000

/** Time passes: what waited too long ends, what waits for time is asked again, answers are chased. */
export function passTime({ eventTime }: Tick, state: GateState, cause: Cause): Output[] {
  if (eventTime > cause.appendedAt + MAXIMUM_LEAD_MS) {
    return [{ type: 'discarded', reason: 'quarantined' }]
  }
  state.ticks += 1
  if (eventTime <= (state.logTime ?? 0)) return []
  state.logTime = eventTime
  state.forget(eventTime)
  const expired = [...state.held]
    .filter(({ heldSince }) => heldSince !== null && heldSince + HELD_FOR_MS <= eventTime)
    .map((entry) => expire(entry, state))
  const reviewed = reviewHeld(state, cause)
  const chased = [...state.awaited].flatMap((entry) => chase(entry, state))
  return [...expired, ...reviewed, ...chased]
}

function expire(entry: GateEntry, state: GateState): Output {
  const { heldReason: reason } = entry
  state.move(entry, 'expired')
  const at = entry.changedAt
  return toAudit(entry, {
    at,
    action: 'proposal.expired',
    before: 'held',
    after: 'expired',
    reason,
  })
}

function chase(entry: GateEntry, state: GateState): Output[] {
  const outputs: Output[] = []
  if (isDue(entry, state)) {
    const { state: before } = entry
    state.move(entry, 'unanswered')
    const at = entry.changedAt
    const after = 'unanswered'
    const action = 'command.unanswered'
    outputs.push(toAudit(entry, { at, action, before, after, reason: 'no answer in time' }))
  }
  if (entry.state !== 'unanswered' || entry.askedAt !== null) return outputs
  if (!mayGoOut(entry, state)) return outputs
  entry.askedAt = state.timeFor(entry)
  return [...outputs, ...ask(entry, state, 'command.asked')]
}
