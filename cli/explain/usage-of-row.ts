import { z } from 'zod'
import { Usage } from '#schemas/usage.ts'
import type { Question } from '../../services/console/ports.ts'

/** Columns that stand as they are in the record; empty or null: it had none. */
const TEXTS = [
  ...(['tenant', 'imsi', 'msisdn', 'imei', 'direction', 'releaseCause', 'peer'] as const),
  ...(['peerPrevious', 'peerKind', 'peerBlock', 'peerRegion', 'sessionId', 'apn'] as const),
  ...(['appCategory', 'visitedPlmn', 'region', 'cell', 'ratType', 'deviceKind'] as const),
] as const
const NUMBERS = ['durationSeconds', 'latitude', 'longitude'] as const
const BYTES = [
  ...(['bytesUplink', 'bytesDownlink'] as const),
  ...(['sessionBytesUplink', 'sessionBytesDownlink'] as const),
] as const
const FLAGS = ['answered', 'directed'] as const

/** A record that was archived, where it stood in the log. */
export interface ArchivedUsage {
  readonly usage: Usage
  readonly offset: bigint
}

/** A card's usage that came before a place in its partition's log, in the log's order. */
export function usageBefore(options: {
  readonly iccid: string
  readonly partition: number
  readonly offset: bigint
}): Question<ArchivedUsage> {
  const { iccid, partition, offset } = options
  const columns = [...TEXTS, ...NUMBERS, ...BYTES, ...FLAGS].join(', ')
  return {
    query: `
WITH (SELECT max(bitShiftRight(ver, 48)) FROM usage WHERE iccid = {iccid:String}) AS epoch
SELECT iccid, source, eventId, service, toUnixTimestamp64Milli(eventTime) AS eventTimeMs,
  toString(usage.offset) AS place, ${columns}
FROM usage FINAL
WHERE iccid = {iccid:String} AND partition = {partition:UInt16}
  AND ver < bitShiftLeft(toUInt64(epoch), 48) + {offset:UInt64}
ORDER BY ver`,
    params: { iccid, partition, offset: String(offset) },
    row: UsageRow,
  }
}

const UsageRow = z.record(z.string(), z.unknown()).transform((row): ArchivedUsage => {
  const { iccid, source, eventId, service, eventTimeMs, place } = row
  const given = Object.fromEntries([
    ...TEXTS.map((name) => [name, row[name]] as const).filter(([, value]) => value !== ''),
    ...NUMBERS.map((name) => [name, row[name]] as const).filter(([, value]) => value !== null),
    ...BYTES.filter((name) => row[name] !== null).map((name) => [name, Number(row[name])] as const),
    ...FLAGS.filter((name) => row[name] !== null).map((name) => [name, row[name] === 1] as const),
  ])
  const eventTime = Number(eventTimeMs)
  const record = { kind: 'usage', iccid, source, eventId, service, eventTime, ...given }
  return { usage: Usage.parse(record), offset: BigInt(String(place)) }
})
