import type { PolicyDocument } from '#schemas/policy-document.ts'
import type { RawRecord } from '../../services/detector/ports.ts'

/** A policy is in force from its place in the log; the record only needs a valid time. */
const POLICY_TIME = 946_684_800_000

/** A policy as the record before all others. */
export function policyLine(document: PolicyDocument): RawRecord {
  const { version } = document
  const record = { kind: 'policy', eventTime: POLICY_TIME, version, document }
  return { offset: 0n, timestamp: Number.POSITIVE_INFINITY, value: JSON.stringify(record) }
}
