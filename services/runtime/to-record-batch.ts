import type { Batch, IHeaders, KafkaMessage } from 'kafkajs'
import type { RawRecord, RecordBatch } from './records.ts'

/** kafkajs's batch in our words. `topic` is the name without the prefix. */
export function toRecordBatch(topic: string, batch: Batch): RecordBatch {
  return {
    topic,
    partition: batch.partition,
    records: batch.messages.map(toRawRecord),
    highWatermark: BigInt(batch.highWatermark),
    lastOffset: BigInt(batch.lastOffset()),
  }
}

const NO_HEADERS: RawRecord['headers'] = Object.freeze({})

function toRawRecord({ offset, key, value, headers, timestamp }: KafkaMessage): RawRecord {
  return {
    offset: BigInt(offset),
    key,
    value,
    headers: toHeaders(headers),
    timestamp: Number(timestamp),
  }
}

/** A header that is repeated counts once, as its last value. */
function toHeaders(headers: IHeaders | undefined): RawRecord['headers'] {
  if (!headers) return NO_HEADERS
  const named = Object.entries(headers).flatMap(([name, content]) => {
    const last = Array.isArray(content) ? content.at(-1) : content
    return last === undefined ? [] : [[name, Buffer.from(last)] as const]
  })
  return named.length === 0 ? NO_HEADERS : Object.fromEntries(named)
}
