import type { ClickHouse } from '#runtime/clickhouse.ts'
import { clickHouseErrorKind } from '#runtime/clickhouse-errors.ts'
import type { Logger } from '#runtime/logger.ts'
import { retryForever } from '#runtime/retry.ts'
import { type Column, columnNames } from '#runtime/row-binary.ts'
import { keysOfCard } from '../columns/card-entries.ts'
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

const PLACE = `app = {app:String} AND topic = {topic:String}
    AND topicEpoch = {topicEpoch:UInt16} AND partition = {partition:UInt16}`
/** Payloads may be bytes, which no text holds. */
const NEWEST = 'key, base64Encode(argMax(payload, ver)) AS newest, toString(max(ver)) AS version'
/** One SELECT: what it gives is of one moment. In the table's own order it needs little memory. */
const ALL = `
  SELECT ${NEWEST} FROM ${TABLE} WHERE ${PLACE}
  GROUP BY app, topic, topicEpoch, partition, key
  HAVING argMax(deleted, ver) = 0
  ORDER BY app, topic, topicEpoch, partition, key
  SETTINGS optimize_aggregation_in_order = 1`
const OF_CARDS = `
  SELECT ${NEWEST} FROM ${TABLE} WHERE ${PLACE} AND key IN {keys:Array(String)}
  GROUP BY key
  HAVING argMax(deleted, ver) = 0`
/** Keys in one question: they stand in its address, which ClickHouse takes up to 1 MiB long. */
const MOST_CARDS = 1_000

/** Checkpoints in ClickHouse. One is written at a time, of whichever partition. */
export function clickHouseState(options: ClickHouseStateOptions): StateStore {
  const { clickhouse, topic, topicEpoch, logger, signal } = options
  let saves = Promise.resolve()

  return {
    load,
    async loadCards(partition, iccids) {
      const entries: SavedEntry[] = []
      for (let at = 0; at < iccids.length; at += MOST_CARDS) {
        entries.push(...(await loadCards(partition, iccids.slice(at, at + MOST_CARDS))))
      }
      return entries
    },
    save(checkpoint) {
      const saved = saves.then(() => save(checkpoint))
      saves = saved.catch(() => {})
      return saved
    },
  }

  async function load(partition: number, begin: () => (entry: SavedEntry) => void): Promise<void> {
    let refused: unknown
    const loadOnce = async () => {
      const take = begin()
      for await (const rows of clickhouse.queryStream<Newest>(ALL, placeOf(partition))) {
        try {
          for (const row of rows) take(entryOf(row))
        } catch (error) {
          refused = error
          throw error
        }
      }
    }
    await retryForever(loadOnce, {
      signal,
      logger,
      what: `read the checkpoint of partition ${partition} of ${topic}`,
      giveUpOn: (error) => error === refused || isOurFault(error),
    })
  }

  async function loadCards(partition: number, iccids: readonly string[]): Promise<SavedEntry[]> {
    const parameters = { ...placeOf(partition), keys: iccids.flatMap(keysOfCard) }
    const rows = await retryForever(() => clickhouse.query<Newest>(OF_CARDS, parameters), {
      signal,
      logger,
      what: `load evicted cards of partition ${partition} of ${topic}`,
      giveUpOn: isOurFault,
    })
    return rows.map(entryOf)
  }

  function placeOf(partition: number) {
    return { app: APP, topic, topicEpoch, partition }
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

function entryOf({ key, newest, version }: Newest): SavedEntry {
  return { key, payload: Buffer.from(newest, 'base64'), marker: offsetOf(BigInt(version)) }
}

function isOurFault(error: unknown): boolean {
  return clickHouseErrorKind(error) !== 'infrastructure'
}
