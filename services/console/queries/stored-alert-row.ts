import { z } from 'zod'
import { Severity } from '#schemas/policy.ts'
import type { StoredAlert } from '../domain/stored-alert.ts'

/** The columns of `alerts` that make a StoredAlert. */
export const ALERT_COLUMNS = `
  alertId, revision, tenant, iccid, groupKind, groupId, detector, severity, mode, score, count,
  toUnixTimestamp64Milli(openedAt) AS openedAtMs, toUnixTimestamp64Milli(lastAt) AS lastAtMs,
  reasonEn, reasonZh, requirement`.trim()

/** A row of those columns. */
export const StoredAlertRow = z
  .object({
    alertId: z.string(),
    revision: z.coerce.number(),
    tenant: z.string(),
    iccid: z.string(),
    groupKind: z.string(),
    groupId: z.string(),
    detector: z.string(),
    severity: Severity,
    mode: z.enum(['shadow', 'live']),
    score: z.number(),
    count: z.coerce.number(),
    openedAtMs: z.coerce.number(),
    lastAtMs: z.coerce.number(),
    reasonEn: z.string(),
    reasonZh: z.string(),
    requirement: z.string(),
  })
  .transform(({ iccid, groupKind, groupId, openedAtMs, lastAtMs, reasonEn, reasonZh, ...row }) => {
    const alert: StoredAlert = {
      ...row,
      iccid: iccid === '' ? null : iccid,
      group: groupKind === '' ? null : { kind: groupKind, id: groupId },
      openedAt: openedAtMs,
      lastAt: lastAtMs,
      reason: { en: reasonEn, zh: reasonZh },
    }
    return alert
  })
