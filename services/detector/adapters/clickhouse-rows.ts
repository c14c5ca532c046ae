import { setTimeout as sleep } from 'node:timers/promises'
import type { ClickHouse } from '#runtime/clickhouse.ts'
import { clickHouseErrorKind } from '#runtime/clickhouse-errors.ts'
import type { Logger } from '#runtime/logger.ts'
import { retryForever } from '#runtime/retry.ts'
import { type Column, columnNames } from '#runtime/row-binary.ts'
import type { Mark, RowBatch, RowSink } from '../tasks/ports.ts'
import { encodeInSlices } from './encode-in-slices.ts'
import { FEATURE_COLUMNS, type StoredRow } from './feature-columns.ts'

export interface ClickHouseRowsOptions {
  readonly clickhouse: ClickHouse
  readonly logger: Logger
  readonly topicEpoch: number
  /** Ends the waiting for a ClickHouse that is away. */
  readonly signal: AbortSignal
  /** From the start of one insert to the next: ClickHouse likes them few and large. */
  readonly everyMs: number
}

const TOPIC = 'card.events'

interface StoredMark {
  readonly mark: Mark
  readonly partition: number
  readonly topicEpoch: number
}

const MARK_COLUMNS: readonly Column<StoredMark>[] = [
  { name: 'topic', type: 'LowCardinality(String)', value: () => TOPIC },
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
  const { clickhouse, topicEpoch, logger, signal, everyMs } = options
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

  function insertRows(batches: readonly RowBatch[]): Promise<void> {
    const rows = batches.flatMap(({ partition, rows }) =>
      rows.map((row): StoredRow => ({ row, partition, topicEpoch })),
    )
    return insert('features', FEATURE_COLUMNS, rows)
  }

  function insertMarks(batches: readonly RowBatch[]): Promise<void> {
    const marks = batches.flatMap(({ partition, marks }) =>
      marks.map((mark): StoredMark => ({ mark, partition, topicEpoch })),
    )
    return insert('event_marks', MARK_COLUMNS, marks)
  }

  /** Encoded once: a try that failed may have landed, and the same bytes again change nothing. */
  async function insert<Row>(
    table: string,
    columns: readonly Column<Row>[],
    rows: readonly Row[],
  ): Promise<void> {
    if (rows.length === 0) return
    const block = await encodeInSlices(columns, rows)
    await retryForever(
      () => clickhouse.insertRows({ table, columns: columnNames(columns) }, block, { signal }),
      {
        signal,
        logger,
        what: `insert into ${table}`,
        giveUpOn: (error) => clickHouseErrorKind(error) !== 'infrastructure',
      },
    )
  }
}
