import type { Output } from '../ports.ts'
import type { GateEntry } from './gate-entry.ts'
import type { GateState } from './gate-state.ts'
import { toAudit } from './to-audit.ts'

/** A carrier answers in seconds; a person who is to prove who they are gets a day. */
const ANSWER_WITHIN_MS = 15 * 60_000
const REVERIFIED_WITHIN_MS = 24 * 3_600_000

/** The carrier has been silent for too long. */
export function isDue(entry: GateEntry, { logTime }: GateState): boolean {
  if (logTime === null || (entry.state !== 'sent' && entry.state !== 'accepted')) return false
  const isReverified = entry.state === 'accepted' && entry.proposal.action === 'reverify'
  const withinMs = isReverified ? REVERIFIED_WITHIN_MS : ANSWER_WITHIN_MS
  return entry.changedAt + withinMs <= logTime
}

/** A command that went out may go out again: not after its end, and not past a switch. */
export function mayGoOut({ proposal, command }: GateEntry, state: GateState): boolean {
  if (command === null || state.logTime === null) return false
  return command.expiresAt > state.logTime && !state.switches.stop(proposal)
}

/**
 * The same command under the same id. The carrier answers an id it knows from its store, so this asks
 * for the status, and is the command itself if that never arrived.
 */
export function ask(entry: GateEntry, state: GateState, action: string): Output[] {
  const { command, causationId, state: now } = entry
  if (command === null) return []
  const at = state.timeFor(entry)
  const reason = 'no answer is known'
  return [
    toAudit(entry, { at, action, before: now, after: now, reason, actor: command.decidedBy }),
    { type: 'command', command, causationId, causedAt: null },
  ]
}

/**
 * What an enforcer sends when it has read the log: it cannot know what an earlier life sent, so all
 * that has no answer and may still go out does, under the same ids.
 */
export function sendAgain(state: GateState): Output[] {
  return [...state.awaited]
    .filter((entry) => !entry.answered && mayGoOut(entry, state))
    .flatMap((entry) => ask(entry, state, 'command.repeated'))
}
