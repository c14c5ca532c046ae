import type { ClickHouse } from '#runtime/clickhouse.ts'
import type { TopicPartitionOffset } from '#runtime/records.ts'

/** The newest of an alert's revisions, as ClickHouse has it. */
export interface StoredAlert {
  readonly alertId: string
  readonly detector: string
  readonly iccid: string
  readonly severity: string
  readonly mode: 'live' | 'shadow'
  readonly reasonEn: string
  readonly reasonZh: string
}

/** What became of a proposal or its command. */
export interface StoredStep {
  readonly step: string
  readonly proposalId: string
  readonly commandId: string
  readonly alertId: string
  readonly iccid: string
  readonly action: string
  /** Of a held one. */
  readonly reason: string
}

/** What ClickHouse knows of this run, and of no run before it on the same data. */
export interface RunHistory {
  /** Distinct usage records. */
  eventsStored(): Promise<number>
  deadLetters(): Promise<number>
  lateRecords(): Promise<number>
  alertCount(): Promise<number>
  alerts(): Promise<readonly StoredAlert[]>
  newestAlerts(count: number): Promise<readonly StoredAlert[]>
  steps(): Promise<readonly StoredStep[]>
}

export interface RunStart {
  /** Where `card.events` and `dead.letters` ended when the run began. */
  readonly marks: readonly TopicPartitionOffset[]
  /** Where its feed begins, epoch milliseconds. */
  readonly startAt: number
}

const ALERT = 'alertId, detector, iccid, severity, mode, reasonEn, reasonZh'
const OF_RUN = 'openedAt >= fromUnixTimestamp64Milli({startAt:Int64})'

export function runHistory(clickhouse: ClickHouse, { marks, startAt }: RunStart): RunHistory {
  const parameters = {
    startAt,
    events: marksOf(marks, 'card.events'),
    letters: marksOf(marks, 'dead.letters'),
  }

  async function count(sql: string): Promise<number> {
    const [row] = await clickhouse.query<{ n: string }>(
      `SELECT count() AS n FROM ${sql}`,
      parameters,
    )
    return Number(row?.n ?? 0)
  }

  return {
    eventsStored: () =>
      count('usage_current WHERE offset >= {events:Array(UInt64)}[partition + 1]'),
    deadLetters: () =>
      count(
        'dead_letters_current WHERE letterOffset >= {letters:Array(UInt64)}[letterPartition + 1]',
      ),
    lateRecords: () =>
      count(
        `event_marks FINAL WHERE topic = 'card.events' AND mark = 'late' AND offset >= {events:Array(UInt64)}[partition + 1]`,
      ),
    alertCount: () => count(`(SELECT DISTINCT alertId FROM alerts WHERE ${OF_RUN})`),
    alerts: () =>
      clickhouse.query(`SELECT ${ALERT} FROM alerts_current WHERE ${OF_RUN}`, parameters),
    newestAlerts: (limit) =>
      clickhouse.query(
        `SELECT ${ALERT} FROM alerts WHERE ${OF_RUN} ORDER BY openedAt DESC, revision DESC LIMIT 1 BY alertId LIMIT {limit:UInt32}`,
        { ...parameters, limit },
      ),
    steps: () =>
      clickhouse.query(
        `SELECT step, proposalId, commandId, alertId, iccid, action, reason FROM commands_current
         WHERE alertId IN (SELECT alertId FROM alerts WHERE ${OF_RUN})`,
        parameters,
      ),
  }
}

/** By partition, from 0. */
function marksOf(marks: readonly TopicPartitionOffset[], topic: string): readonly number[] {
  return marks
    .filter((mark) => mark.topic === topic)
    .toSorted((one, other) => one.partition - other.partition)
    .map(({ offset }) => Number(offset))
}
