import { z } from 'zod'
import { Alert } from '#schemas/alert.ts'
import { decodeRecord } from '#schemas/decode-record.ts'
import { DerivedId, EpochMs } from '#schemas/identifiers.ts'
import type { AppOptions } from '../app.ts'
import { HistoryAway } from '../ports.ts'
import { alertById } from '../queries/alert-by-id.ts'

/** An alert's address. No number of a card stands in it. */
export const AlertAddress = z.object({
  openedAt: z.coerce.number().pipe(EpochMs),
  alertId: DerivedId,
})
export type AlertAddress = z.infer<typeof AlertAddress>

/** The newest revision that is known, live or archived; null when nobody knows it. */
export async function findAlert(
  { history, live }: Pick<AppOptions, 'history' | 'live'>,
  { openedAt, alertId }: AlertAddress,
): Promise<Alert | null> {
  const news = live.alert(alertId)
  try {
    const [body] = await history.ask(alertById(openedAt, alertId))
    const stored = body === undefined ? null : parseStored(body)
    return stored && (!news || stored.revision > news.revision) ? stored : news
  } catch (error) {
    if (news && error instanceof HistoryAway) return news
    throw error
  }
}

function parseStored(body: string): Alert {
  const decoded = decodeRecord(Alert, body)
  if (decoded.status === 'ok') return decoded.value
  throw new Error(`Cannot read an archived alert: ${decoded.reason}`)
}
