import type { Alert } from '#schemas/alert.ts'
import type { AlertRow } from '../views/alert-row.ts'
import type { Step } from '../views/step.ts'
import { maskGroupId, maskIccid } from './masks.ts'

/** An alert as it is kept, without its evidence and not masked: not for people. */
export interface StoredAlert extends Omit<Alert, 'iccid' | 'exceptionId' | 'evidence'> {
  readonly iccid: string | null
  readonly requirement: string
}

export function withoutEvidence(alert: Alert): StoredAlert {
  const { evidence, exceptionId: _, ...rest } = alert
  return { ...rest, requirement: evidence.requirement }
}

/** What people see of it. */
export function toAlertRow(alert: StoredAlert, steps: readonly Step[]): AlertRow {
  const { iccid, group, ...rest } = alert
  return {
    ...rest,
    card: iccid === null ? null : maskIccid(iccid),
    group: group && { kind: group.kind, id: maskGroupId(group.kind, group.id) },
    steps: [...steps],
  }
}
