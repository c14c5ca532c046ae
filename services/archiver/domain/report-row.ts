import type { Report } from '#schemas/card-event.ts'
import type { Origin } from './origin.ts'
import type { TableRow } from './tables.ts'

/** What somebody else said of a card; a refusal may name none. */
export function reportRow(report: Report, { appendedAt, ver }: Origin): TableRow<'reports'> {
  return {
    source: report.source,
    eventId: report.eventId,
    report: report.report,
    iccid: report.iccid ?? '',
    tenant: report.tenant ?? '',
    eventTime: report.eventTime,
    category: report.category ?? '',
    valid: report.valid == null ? null : Number(report.valid),
    peer: report.peer ?? '',
    appendedAt,
    ver,
  }
}
