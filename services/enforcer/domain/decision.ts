import type { Command } from '#schemas/command.ts'
import type { GateEntry } from './gate-entry.ts'

/** Whose word it is, from when, until when. */
export interface Decision {
  readonly decidedAt: number
  readonly expiresAt: number
  readonly decidedBy: Command['decidedBy']
  /** The different people who approve it now. */
  readonly approvers: readonly string[]
}

/**
 * The decision in force at a log time: the policy's, until people approve. Theirs is a new one with
 * its own time and end; of several, the newest time and the earliest end. One that has ended is none.
 */
export function decisionOf({ proposal, approvals }: GateEntry, logTime: number): Decision {
  const valid = [...approvals.values()].filter(({ expiresAt }) => expiresAt > logTime)
  const last = valid.at(-1)
  if (!last) {
    const { decidedAt, expiresAt, policyVersion } = proposal
    return {
      decidedAt,
      expiresAt,
      decidedBy: { type: 'policy', id: policyVersion },
      approvers: [],
    }
  }
  return {
    decidedAt: Math.max(...valid.map(({ decidedAt }) => decidedAt)),
    expiresAt: Math.min(...valid.map(({ expiresAt }) => expiresAt)),
    decidedBy: { type: 'user', id: last.by },
    approvers: valid.map(({ by }) => by),
  }
}
