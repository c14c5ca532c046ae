import type { PolicyRecord } from '#schemas/card-event.ts'
import type { Origin } from './origin.ts'
import type { TableRow } from './tables.ts'

/** The rules as they were published, so that an audit can ask which were in force. */
export function policyRow(policy: PolicyRecord, { ver }: Origin): TableRow<'policies'> {
  const { version, eventTime, document } = policy
  return { version, eventTime, body: JSON.stringify(document), ver }
}
