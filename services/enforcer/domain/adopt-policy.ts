import type { PolicyRecord } from '#schemas/card-event.ts'
import type { Output, RawRecord } from '../ports.ts'
import { gatePolicyOf } from './gate-policy.ts'
import type { GateState } from './gate-state.ts'
import { reviewHeld } from './review.ts'

/** Only a higher version replaces the one in force; the same with other content is refused. */
export function adoptPolicy(event: PolicyRecord, state: GateState, record: RawRecord): Output[] {
  const policy = gatePolicyOf(event)
  const current = state.policy
  if (current?.number === policy.number && current.contentHash !== policy.contentHash) {
    const reason = `the policy ${policy.version} came before with other content`
    return [{ type: 'deadLetter', record, class: 'semantic', reason }]
  }
  if (current && current.number >= policy.number) return [{ type: 'discarded', reason: 'outdated' }]
  state.policy = policy
  return reviewHeld(state, { appendedAt: record.timestamp })
}
