import { z } from 'zod'
import { Alert } from '#schemas/alert.ts'
import { decodeRecord } from '#schemas/decode-record.ts'
import type { Iccid } from '#schemas/identifiers.ts'
import { PolicyDocument } from '#schemas/policy-document.ts'
import type { History, Question } from '../../services/console/ports.ts'
import type { RawRecord } from '../../services/detector/ports.ts'
import { usageBefore } from './usage-of-row.ts'

/** What the history keeps of the log's records: contracts first, as each counts from its own time on. */
export async function recordsBefore(
  history: History,
  place: { readonly iccid: Iccid; readonly partition: number; readonly offset: bigint },
): Promise<readonly RawRecord[]> {
  const profiles = await history.ask(profilesOf(place.iccid))
  const usage = await history.ask(usageBefore(place))
  return [
    ...profiles.map((value) => archived(value, 0n)),
    ...usage.map(({ usage, offset }) => archived(JSON.stringify(usage), offset)),
  ]
}

/** No broker's time stands in the history. */
function archived(value: string, offset: bigint): RawRecord {
  return { offset, timestamp: Number.POSITIVE_INFINITY, value }
}

/** The newest revision of an alert, wherever it stands; undefined: there is none. */
export async function storedAlert(history: History, alertId: string): Promise<Alert | undefined> {
  const [body] = await history.ask(alertBody(alertId))
  if (body === undefined) return undefined
  const decoded = decodeRecord(Alert, body)
  if (decoded.status === 'ok') return decoded.value
  throw new Error(`Cannot read alert ${alertId} in the history: ${decoded.reason}`)
}

/** A policy by its version; undefined: the history has none. */
export async function storedPolicy(
  history: History,
  version: string,
): Promise<PolicyDocument | undefined> {
  const [body] = await history.ask(policyBody(version))
  const decoded = body === undefined ? undefined : decodeRecord(PolicyDocument, body)
  return decoded?.status === 'ok' ? decoded.value : undefined
}

const Body = z.object({ body: z.string() }).transform(({ body }) => body)

function alertBody(alertId: string): Question<string> {
  return {
    query: `
SELECT body FROM alerts
WHERE alertId = {alertId:String}
ORDER BY revision DESC
LIMIT 1`,
    params: { alertId },
    row: Body,
  }
}

function profilesOf(iccid: Iccid): Question<string> {
  return {
    query: `
SELECT body FROM profiles FINAL
WHERE iccid = {iccid:String}
ORDER BY eventTime`,
    params: { iccid },
    row: Body,
  }
}

function policyBody(version: string): Question<string> {
  return {
    query: `
SELECT body FROM policies FINAL
WHERE version = {version:String}
ORDER BY eventTime
LIMIT 1`,
    params: { version },
    row: Body,
  }
}
