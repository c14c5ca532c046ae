import type { ClickHouse } from '#runtime/clickhouse.ts'
import { clickHouseErrorKind } from '#runtime/clickhouse-errors.ts'
import type { Logger } from '#runtime/logger.ts'
import { retryForever } from '#runtime/retry.ts'
import { type Column, columnNames } from '#runtime/row-binary.ts'
import { FEATURE_SET } from '../features/catalogue.ts'
import type { StateEntry } from '../ports.ts'
import type { Checkpoint, SavedEntry, StateStore } from '../tasks/ports.ts'
import { encodeInSlices } from './encode-in-slices.ts'
import { offsetOf, versionOf } from './version.ts'

export interface ClickHouseStateOptions {
  readonly clickhouse: ClickHouse
  readonly logger: Logger
  /** The log that the checkpoints are of. */
  readonly topic: string
  readonly topicEpoch: number
  /** Ends the waiting for a ClickHouse that is away. */
  readonly signal: AbortSignal
}

/** Another feature set starts apart. */
const APP = `detector/${FEATURE_SET}`
const TABLE = 'detector_state'

interface Row {
  readonly entry: StateEntry
  readonly topic: string
  readonly partition: number
  readonly topicEpoch: number
  readonly ver: bigint
}

const COLUMNS: readonly Column<Row>[] = [
  { name: 'app', type: 'LowCardinality(String)', value: () => APP },
  { name: 'topic', type: 'LowCardinality(String)', value: ({ topic }) => topic },
  { name: 'topicEpoch', type: 'UInt16', value: ({ topicEpoch }) => topicEpoch },
  { name: 'partition', type: 'UInt16', value: ({ partition }) => partition },
  { name: 'key', type: 'String', value: ({ entry }) => entry.key },
  { name: 'ver', type: 'UInt64', value: ({ ver }) => ver },
  { name: 'deleted', type: 'UInt8', value: ({ entry }) => (entry.isDeleted ? 1 : 0) },
  { name: 'payload', type: 'String', value: ({ entry }) => entry.payload },
]

/** One SELECT: what it gives is of one moment. Payloads may be bytes, which no text holds. */
const NEWEST = `
  SELECT key, base64Encode(argMax(payload, ver)) AS newest, toString(max(ver)) AS version
  FROM ${TABLE}
  WHERE app = {app:String} AND topic = {topic:String}
    AND topicEpoch = {topicEpoch:UInt16} AND partition = {partition:UInt16}
  GROUP BY key
  HAVING argMax(deleted, ver) = 0`

/** Checkpoints in ClickHouse. One is written at a time, of whichever partition. */
export function clickHouseState(options: ClickHouseStateOptions): StateStore {
  const { clickhouse, topic, topicEpoch, logger, signal } = options
  let saves = Promise.resolve()

  return {
    load: (partition) =>
      retryForever(() => loadOnce(partition), {
        signal,
        logger,
        what: `read the checkpoint of partition ${partition} of ${topic}`,
        giveUpOn: isOurFault,
      }),
    save(checkpoint) {
      const saved = saves.then(() => save(checkpoint))
      saves = saved.catch(() => {})
      return saved
    },
  }

  async function loadOnce(partition: number): Promise<readonly SavedEntry[]> {
    const entries: SavedEntry[] = []
    const place = { app: APP, topic, topicEpoch, partition }
    for await (const rows of clickhouse.queryStream<Newest>(NEWEST, place)) {
      for (const { key, newest, version } of rows) {
        const payload = Buffer.from(newest, 'base64')
        entries.push({ key, payload, marker: offsetOf(BigInt(version)) })
      }
    }
    return entries
  }

  /** Encoded once: a try that failed may have landed, and the same bytes again change nothing. */
  async function save({ partition, marker, entries }: Checkpoint): Promise<void> {
    const ver = versionOf(topicEpoch, marker)
    const rows = entries.map((entry): Row => ({ entry, topic, partition, topicEpoch, ver }))
    const block = await encodeInSlices(COLUMNS, rows, sizeOf(entries))
    const into = { table: TABLE, columns: columnNames(COLUMNS) }
    await retryForever(() => clickhouse.insertRows(into, block, { signal }), {
      signal,
      logger,
      what: `save a checkpoint into ${TABLE}`,
      giveUpOn: isOurFault,
    })
  }
}

/** Of a row beside its key and payload. */
const ROW_BYTES = 64

/** About; text that is not ASCII takes more. */
function sizeOf(entries: readonly StateEntry[]): number {
  return entries.reduce((sum, { key, payload }) => sum + key.length + payload.length + ROW_BYTES, 0)
}

interface Newest {
  readonly key: string
  /** In base64. */
  readonly newest: string
  readonly version: string
}

function isOurFault(error: unknown): boolean {
  return clickHouseErrorKind(error) !== 'infrastructure'
}
