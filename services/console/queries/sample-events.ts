import { z } from 'zod'
import { maskImei, shortenPeer } from '../domain/masks.ts'
import type { Question } from '../ports.ts'
import type { SampleEvent } from '../views/explanation.ts'

/** So many are shown. */
const MOST_SAMPLES = 20

/** The usage records that an alert names (`source/eventId`), newest first, masked. */
export function sampleEvents(options: {
  readonly iccid: string
  readonly events: readonly string[]
  /** No record is newer, epoch milliseconds. */
  readonly until: number
}): Question<SampleEvent> {
  return {
    query: `
SELECT service, direction, durationSeconds, answered, peer, peerKind, region, visitedPlmn, imei,
  appCategory, toUnixTimestamp64Milli(eventTime) AS eventTimeMs,
  ifNull(bytesUplink, 0) + ifNull(bytesDownlink, 0) AS bytes
FROM usage FINAL
WHERE iccid = {iccid:String} AND eventTime <= fromUnixTimestamp64Milli({until:Int64}, 'UTC')
  AND concat(source, '/', eventId) IN {events:Array(String)}
ORDER BY eventTime DESC
LIMIT ${MOST_SAMPLES}`,
    params: {
      iccid: options.iccid,
      until: options.until,
      events: options.events.slice(-MOST_SAMPLES),
    },
    row: SampleRow,
  }
}

const SampleRow = z
  .object({
    service: z.string(),
    direction: z.string(),
    durationSeconds: z.number().nullable(),
    answered: z.number().nullable(),
    peer: z.string(),
    peerKind: z.string(),
    region: z.string(),
    visitedPlmn: z.string(),
    imei: z.string(),
    appCategory: z.string(),
    eventTimeMs: z.coerce.number(),
    bytes: z.coerce.number(),
  })
  .transform(({ eventTimeMs, answered, peer, imei, ...row }) => ({
    ...row,
    eventTime: eventTimeMs,
    answered: answered === null ? null : answered === 1,
    peer: shortenPeer(peer),
    imei: imei === '' ? '' : maskImei(imei),
  }))
