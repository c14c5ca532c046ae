import type { Alert } from '#schemas/alert.ts'
import type { TableRow } from './tables.ts'

/** One revision of an alert; the table's version is the revision itself. */
export function alertRow(alert: Alert): TableRow<'alerts'> {
  return {
    alertId: alert.alertId,
    revision: alert.revision,
    openedAt: alert.openedAt,
    lastAt: alert.lastAt,
    tenant: alert.tenant,
    iccid: alert.iccid ?? '',
    groupKind: alert.group?.kind ?? '',
    groupId: alert.group?.id ?? '',
    detector: alert.detector,
    severity: alert.severity,
    mode: alert.mode,
    score: alert.score,
    count: alert.count,
    reasonEn: alert.reason.en,
    reasonZh: alert.reason.zh,
    requirement: alert.evidence.requirement,
    body: JSON.stringify(alert),
  }
}
