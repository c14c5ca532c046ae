import { z } from 'zod'
import { DeadLetterHeaders } from '#schemas/dead-letter.ts'
import type { LogRecord } from '../ports.ts'
import { MAXIMUM_TIME, type Origin } from './origin.ts'
import type { TableRow } from './tables.ts'

/** What the columns hold, on top of what the contract says of the headers. */
const Columns = z.object({
  'dlq.partition': z.coerce.number().max(65_535),
  'dlq.offset': z.coerce.bigint().max((1n << 64n) - 1n),
  'dlq.timestamp': z.coerce.number().max(MAXIMUM_TIME),
  'dlq.firstSeen': z.coerce.number().max(MAXIMUM_TIME),
  'dlq.attempts': z.coerce.number().max(4_294_967_295),
})

/** The trace of a dead letter, out of its headers alone: its bytes may hold personal data. */
export function deadLetterRow(record: LogRecord, origin: Origin): TableRow<'dead_letters'> {
  const letter = {
    valueBytes: record.value?.length ?? 0,
    letterPartition: origin.partition,
    letterOffset: origin.offset,
  }
  const texts = Object.fromEntries(
    Object.entries(record.headers).map(([name, content]) => [name, content.toString()]),
  )
  const headers = DeadLetterHeaders.safeParse(texts)
  if (!headers.success) return { ...unknownRow(headers.error, origin), ...letter }
  const columns = Columns.safeParse(texts)
  if (!columns.success) return { ...unknownRow(columns.error, origin), ...letter }
  return {
    ...letter,
    firstSeen: columns.data['dlq.firstSeen'],
    app: headers.data['dlq.app'],
    class: headers.data['dlq.class'],
    reason: headers.data['dlq.reason'],
    topic: headers.data['dlq.topic'],
    partition: columns.data['dlq.partition'],
    offset: columns.data['dlq.offset'],
    timestamp: columns.data['dlq.timestamp'],
    attempts: columns.data['dlq.attempts'],
    version: headers.data['dlq.version'],
  }
}

/** Somebody else's record: it stands for itself, and of its headers only the names are told. */
function unknownRow(error: z.ZodError, { partition, offset, appendedAt }: Origin) {
  const names = [...new Set(error.issues.map(({ path }) => path.join('.')))]
  return {
    firstSeen: appendedAt,
    app: '',
    class: 'unknown',
    reason: `missing or wrong headers: ${names.join(', ')}`,
    topic: 'dead.letters',
    partition,
    offset,
    timestamp: appendedAt,
    attempts: 0,
    version: '',
  }
}
