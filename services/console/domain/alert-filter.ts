import { z } from 'zod'
import { Label } from '#schemas/identifiers.ts'
import { Severity } from '#schemas/policy.ts'
import { type Cursor, isBefore } from './alert-order.ts'
import type { StoredAlert } from './stored-alert.ts'

/** `<openedAt>.<alertId>`. */
const CursorText = z
  .string()
  .regex(/^\d{12,13}\.[0-9a-v]{26}$/, 'a place in the list looks like 1764000000000.<alertId>')
  .transform((text): Cursor => ({ openedAt: Number(text.split('.')[0]), alertId: text.slice(-26) }))

/** Which alerts a person wants to see. */
export const AlertFilter = z.object({
  detector: Label.optional(),
  severity: Severity.optional(),
  mode: z.enum(['shadow', 'live']).optional(),
  /** How far back from the newest alert. */
  days: z.coerce.number().int().min(1).max(730).default(7),
  before: CursorText.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})
export type AlertFilter = z.infer<typeof AlertFilter>

export function formatCursor({ openedAt, alertId }: Cursor): string {
  return `${openedAt}.${alertId}`
}

/** True when the filter lets it through; the range is not looked at. */
export function matches(
  alert: Pick<StoredAlert, 'openedAt' | 'alertId' | 'detector' | 'severity' | 'mode'>,
  filter: AlertFilter,
): boolean {
  if (filter.detector !== undefined && alert.detector !== filter.detector) return false
  if (filter.severity !== undefined && alert.severity !== filter.severity) return false
  if (filter.mode !== undefined && alert.mode !== filter.mode) return false
  return filter.before === undefined || isBefore(alert, filter.before)
}
