import type { Report } from '#schemas/card-event.ts'
import type { Partition } from '../partition.ts'
import type { FactOutput } from '../ports.ts'
import { factOutput } from './tell-usage.ts'

/** A peer that wants no more calls of a tenant; nothing where it is not known whose calls. */
export function tellRefusal(report: Report, offset: bigint, partition: Partition): FactOutput[] {
  const { peer, iccid, eventTime, report: what, valid } = report
  if (what !== 'refusal' || peer == null) return []
  const profile = iccid == null ? undefined : partition.book.find(iccid)?.profileAt(eventTime)
  const tenant = report.tenant ?? profile?.tenant
  if (tenant === undefined) return []
  const group = { kind: 'peer', id: peer } as const
  const said = { group, partition: partition.number, eventTime, tenant, valid: valid !== false }
  return [factOutput({ kind: 'refusal', ...said }, offset)]
}
