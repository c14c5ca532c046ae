import { setImmediate, setTimeout as sleep } from 'node:timers/promises'
import type { ClickHouse, InsertInto } from '#runtime/clickhouse.ts'
import { clickHouseErrorKind } from '#runtime/clickhouse-errors.ts'
import type { Logger } from '#runtime/logger.ts'
import { retryForever } from '#runtime/retry.ts'
import { type Column, columnNames } from '#runtime/row-binary.ts'
import type { Mark, RowBatch, RowSink } from '../tasks/ports.ts'
import { encodeFeatureRows } from './encode-feature-rows.ts'
import { encodeInSlices } from './encode-in-slices.ts'
import { FEATURE_COLUMNS } from './feature-columns.ts'

export interface ClickHouseRowsOptions {
  readonly clickhouse: ClickHouse
  readonly logger: Logger
  /** The log that the marks are of. */
  readonly topic: string
  readonly topicEpoch: number
  /** Ends the waiting for a ClickHouse that is away. */
  readonly signal: AbortSignal
  /** From the start of one insert to the next: ClickHouse likes them few and large. */
  readonly everyMs: number
}

interface StoredMark {
  readonly mark: Mark
  readonly topic: string
  readonly partition: number
  readonly topicEpoch: number
}

const MARK_COLUMNS: readonly Column<StoredMark>[] = [
  { name: 'topic', type: 'LowCardinality(String)', value: ({ topic }) => topic },
  { name: 'topicEpoch', type: 'UInt16', value: ({ topicEpoch }) => topicEpoch },
  { name: 'partition', type: 'UInt16', value: ({ partition }) => partition },
  { name: 'offset', type: 'UInt64', value: ({ mark }) => mark.offset },
  { name: 'mark', type: 'LowCardinality(String)', value: ({ mark }) => mark.mark },
  { name: 'iccid', type: 'String', value: ({ mark }) => mark.iccid },
  { name: 'eventTime', type: 'DateTime64(3)', value: ({ mark }) => mark.eventTime },
  { name: 'detail', type: 'String', value: ({ mark }) => mark.detail },
]

/** Feature rows and marks in ClickHouse: one insert a table for all partitions of the process. */
export function clickHouseRows(options: ClickHouseRowsOptions): RowSink {
  const { clickhouse, topic, topicEpoch, logger, signal, everyMs } = options
  let waiting: RowBatch[] = []
  let nextRound: Promise<void> | undefined
  let rounds = Promise.resolve()
  let startedAtMs = -Infinity

  return {
    insert(batch) {
      waiting.push(batch)
      nextRound ??= beginRound()
      return nextRound
    },
  }

  /** Whoever comes before it starts is of the same round. */
  function beginRound(): Promise<void> {
    const round = rounds.then(async () => {
      const restMs = startedAtMs + everyMs - performance.now()
      if (restMs > 0) await sleep(restMs, undefined, { signal })
      startedAtMs = performance.now()
      const batches = waiting
      waiting = []
      nextRound = undefined
      await insertRows(batches)
      await insertMarks(batches)
    })
    rounds = round.catch(() => {})
    return round
  }

  async function insertRows(batches: readonly RowBatch[]): Promise<void> {
    const encoded: Buffer[] = []
    for (const { partition, blocks } of batches) {
      for (const block of blocks) {
        encoded.push(encodeFeatureRows(block, { partition, topicEpoch }))
        await setImmediate()
      }
    }
    const columns = FEATURE_COLUMNS.map(({ name }) => name)
    await insert({ table: 'features', columns, format: 'Native' }, Buffer.concat(encoded))
  }

  async function insertMarks(batches: readonly RowBatch[]): Promise<void> {
    const marks = batches.flatMap(({ partition, marks }) =>
      marks.map((mark): StoredMark => ({ mark, topic, partition, topicEpoch })),
    )
    const columns = columnNames(MARK_COLUMNS)
    await insert({ table: 'event_marks', columns }, await encodeInSlices(MARK_COLUMNS, marks))
  }

  /** Encoded once: a try that failed may have landed, and the same bytes again change nothing. */
  async function insert(into: InsertInto, rows: Buffer): Promise<void> {
    if (rows.length === 0) return
    await retryForever(() => clickhouse.insertRows(into, rows, { signal }), {
      signal,
      logger,
      what: `insert into ${into.table}`,
      giveUpOn: (error) => clickHouseErrorKind(error) !== 'infrastructure',
    })
  }
}
