import type { PolicyRecord } from '#schemas/card-event.ts'
import { armPolicy } from './arm-policy.ts'
import { tellFault } from './policy-fault.ts'
import type { ArmedPolicy } from './rule.ts'

export type Adoption =
  | { readonly status: 'adopted'; readonly policy: ArmedPolicy }
  /** The one in force, again, or an older one: no effect. */
  | { readonly status: 'kept' }
  | { readonly status: 'refused'; readonly reason: string }

/** A partition takes only a higher version; the same one with other content is refused. */
export function adoptPolicy(record: PolicyRecord, inForce: PolicyRecord | undefined): Adoption {
  if (record.version !== record.document.version) {
    const { version } = record.document
    return { status: 'refused', reason: `version ${record.version} holds a document of ${version}` }
  }
  const news = numberOf(record) - (inForce ? numberOf(inForce) : -1)
  if (news < 0) return { status: 'kept' }
  if (news === 0) {
    const same = JSON.stringify(record.document) === JSON.stringify(inForce?.document)
    if (same) return { status: 'kept' }
    return { status: 'refused', reason: `policy ${record.version} is in force with other content` }
  }
  const armed = armPolicy(record.document)
  if (armed.status === 'armed') return { status: 'adopted', policy: armed.policy }
  return { status: 'refused', reason: armed.faults.map(tellFault).join('; ') }
}

function numberOf({ version }: PolicyRecord): number {
  return Number(version.slice(version.lastIndexOf('@') + 1))
}
