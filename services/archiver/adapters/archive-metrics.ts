import type { Logger } from '#runtime/logger.ts'
import type { Metrics } from '#runtime/metrics.ts'
import type { Observer } from '../ports.ts'

export interface ArchiveMetrics extends Observer {
  /** `kind`: data, defect or infrastructure. */
  insertFailed(kind: string): void
}

const DELAY_BUCKETS = [0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 300, 1_800, 3_600, 21_600, 86_400]

/** What the archiver counts besides what every process does. */
export function archiveMetrics(metrics: Metrics, logger: Logger): ArchiveMetrics {
  const rows = metrics.counter('rows_inserted_total', 'Rows stored', ['table'])
  const errors = metrics.counter('insert_errors_total', 'Inserts that failed', ['kind'])
  const buffered = metrics.gauge('buffered_bytes', 'Memory of records that are not stored yet')
  const delay = metrics.histogram(
    'archive_delay_seconds',
    'From Kafka to ClickHouse, of the oldest row of each insert',
    { labels: ['table'], buckets: DELAY_BUCKETS },
  )
  return {
    insertFailed(kind) {
      errors.inc({ kind })
      metrics.errors.inc({ stage: 'send' })
    },
    stored(table, { count, oldestAppendedAt }) {
      rows.inc({ table }, count)
      if (count > 0) delay.observe({ table }, Math.max(0, Date.now() - oldestAppendedAt) / 1_000)
      logger.debug({ table, rows: count }, 'Stored rows')
    },
    buffered: (sizeBytes) => buffered.set(sizeBytes),
    lost({ topic, partition }, reason) {
      metrics.eventsDiscarded.inc({ reason: 'dead-letter' })
      logger.error({ topic, partition, reason }, 'Cannot archive a dead letter')
    },
  }
}
