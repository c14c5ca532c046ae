import type { LogRecord } from '../ports.ts'

/** Where a record stands in the log, and with that the version of every row made of it. */
export interface Origin {
  readonly partition: number
  readonly offset: bigint
  /** `topicEpoch << 48 | offset`: the same for every repeat, higher for every later record. */
  readonly ver: bigint
  /** When Kafka took it, epoch milliseconds. */
  readonly appendedAt: number
}

/** Greatest time a DateTime64(3) holds: the end of 2299. */
export const MAXIMUM_TIME = 10_413_791_999_999

interface Place {
  readonly partition: number
  readonly topicEpoch: number
}

/** A writer may have forged the time stamp of its record, so it is brought into the column's range. */
export function originOf(record: LogRecord, { partition, topicEpoch }: Place): Origin {
  return {
    partition,
    offset: record.offset,
    ver: (BigInt(topicEpoch) << 48n) | record.offset,
    appendedAt: Math.min(Math.max(record.timestamp, 0), MAXIMUM_TIME),
  }
}
