import type { ArmedPolicy } from '../policy/rule.ts'
import { memberOf } from './member-of.ts'

/** The policy's lists as the numbers that stand in records. */
export interface HotPolicy {
  readonly policy: ArmedPolicy
  readonly placeholders: ReadonlySet<number>
  readonly riskDevices: ReadonlySet<number>
  readonly riskCells: ReadonlySet<number>
  readonly handsetTacs: ReadonlySet<number>
}

export function hotPolicyOf(policy: ArmedPolicy): HotPolicy {
  return {
    policy,
    placeholders: new Set([...policy.placeholderImeis].map(Number)),
    riskDevices: new Set([...policy.riskDevices].map(Number)),
    riskCells: new Set([...policy.riskCells].map(memberOf)),
    handsetTacs: new Set([...policy.handsetTacs].map(Number)),
  }
}
