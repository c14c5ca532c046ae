/** A record as Kafka gave it, not yet looked at. */
export interface RawRecord {
  readonly offset: bigint
  readonly key: Buffer | null
  readonly value: Buffer | null
  readonly headers: Readonly<Record<string, Buffer>>
  /** Epoch milliseconds: of the writer or, with LogAppendTime, of the broker. */
  readonly timestamp: number
}

/** What one fetch gave of one partition, in the log's order; never empty. */
export interface RecordBatch {
  readonly topic: string
  readonly partition: number
  readonly records: readonly RawRecord[]
  /** The offset the next record of the partition will get. */
  readonly highWatermark: bigint
  /** The last offset this batch covers: a control or compacted record may follow the last one given. */
  readonly lastOffset: bigint
}

export interface TopicPartition {
  readonly topic: string
  readonly partition: number
}

export interface TopicPartitionOffset extends TopicPartition {
  readonly offset: bigint
}

/** A record to send. */
export interface OutgoingRecord {
  /** Decides the partition, as in Java; null: partitions take turns. */
  readonly key: string | Buffer | null
  /** null: a tombstone. */
  readonly value: string | Buffer | null
  readonly headers?: Readonly<Record<string, string | Buffer>>
  /** Only where the key does not decide, as for ticks. */
  readonly partition?: number
  /** Epoch milliseconds; a topic with LogAppendTime ignores it. */
  readonly timestamp?: number
}
