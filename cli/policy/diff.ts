import type { PolicyDocument } from '#schemas/policy-document.ts'
import { diffPolicies } from '../../services/detector/policy/diff-policies.ts'
import { tellChange } from '../../services/detector/policy/policy-change.ts'
import { PolicyError, readPolicy } from '../read-policy.ts'
import type { Answer } from './answer.ts'
import { inForce } from './in-force.ts'
import type { PolicyLog } from './policy-log.ts'

/** Instead of a file: the policy in force. */
const CURRENT = 'current'

export interface DiffOptions {
  readonly json: boolean
  /** Opens the log, when a side asks for it. */
  reach<Result>(work: (log: PolicyLog) => Promise<Result>): Promise<Result>
}

/** `policy diff OLD NEW`: what another policy would change, in words. */
export async function diffSides(
  sides: readonly [old: string, young: string],
  { json, reach }: DiffOptions,
): Promise<Answer> {
  const [old, young] = sides.map((side) => (side === CURRENT ? undefined : readPolicy(side)))
  const current = sides.includes(CURRENT) ? inForce(await reach((log) => log.read())) : undefined
  if (sides.includes(CURRENT) && !current) {
    throw new PolicyError('Cannot compare with current: no policy was ever published')
  }
  const [before, after] = [old ?? current, young ?? current]
  if (!before || !after) throw new PolicyError('Cannot compare: a side is missing')
  const changes = diffPolicies(before, after)
  if (json) {
    const versions = { before: before.version, after: after.version }
    return { code: 0, text: JSON.stringify({ ...versions, changes }, null, 2) }
  }
  return { code: 0, text: tellDiff(before, after) }
}

/** A line per change, under the two versions. */
export function tellDiff(before: PolicyDocument, after: PolicyDocument): string {
  const changes = diffPolicies(before, after)
  const head = `${before.version} → ${after.version}: ${changes.length} changes`
  return [head, ...changes.map((change) => `  ${tellChange(change)}`)].join('\n')
}
