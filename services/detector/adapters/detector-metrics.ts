import type { Logger } from '#runtime/logger.ts'
import type { Metrics } from '#runtime/metrics.ts'
import { type AlertOutput, FATES, type ProposalOutput } from '../ports.ts'
import type { PartitionTask } from '../tasks/partition-task.ts'
import type { Observer } from '../tasks/ports.ts'
import type { Stage } from '../tasks/stage.ts'

type Topic = Stage['topic']

export interface DetectorMetrics {
  alertsSent(alerts: readonly AlertOutput[]): void
  proposalsSent(proposals: readonly ProposalOutput[]): void
  paused(reason: string): void
  /** Who watches the tasks of one stage. */
  of(topic: Topic): Observer
  /** What the tasks of each stage hold now. */
  look(stages: readonly TasksOfStage[]): void
}

interface TasksOfStage {
  readonly topic: Topic
  readonly tasks: readonly PartitionTask[]
}

const SAVE_BUCKETS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300]

/** What the detector counts besides what every process does, and what it logs of its tasks. */
export function detectorMetrics(metrics: Metrics, logger: Logger): DetectorMetrics {
  const at = ['topic', 'partition']
  const events = metrics.counter(
    'events_total',
    'Records by what became of them; of group.facts each fact',
    ['topic', 'fate'],
  )
  const late = metrics.counter('late_events_total', 'Records below the horizon of their card')
  const alerts = metrics.counter('alerts_total', 'Revisions of alerts sent', ['detector'])
  const proposals = metrics.counter('proposals_total', 'Proposals sent', ['detector', 'action'])
  const gaps = metrics.counter('gap_records_total', 'Offsets that were never read')
  const defects = metrics.counter('defects_total', 'Failures of the core')
  const pauses = metrics.counter('pauses_total', 'Pauses of partitions', ['reason'])
  const restores = metrics.counter('restores_total', 'Partitions restored')
  const restoreSeconds = metrics.histogram('restore_seconds', 'Time to restore a partition')
  const evictions = metrics.counter('card_evictions_total', 'Cards that left memory')
  const loads = metrics.counter('card_loads_total', 'Evicted cards that were needed again')
  const loadSeconds = metrics.histogram('card_load_seconds', 'Time to load cards of a batch')
  const saveSeconds = metrics.histogram('checkpoint_seconds', 'From snapshot to acknowledgement', {
    buckets: SAVE_BUCKETS,
  })
  const saveBytes = metrics.counter('checkpoint_bytes_total', 'State written')
  const saveEntries = metrics.counter('checkpoint_entries_total', 'Cards and markers written')
  const saveAge = metrics.gauge('marker_age_seconds', 'Time without a new checkpoint', at)
  const rows = metrics.gauge('rows_buffered', 'Feature rows not acknowledged', at)
  const bytes = metrics.gauge('buffered_bytes', 'Rows and checkpoints not acknowledged, about')
  const sizes = {
    'card.events': metrics.gauge('cards_in_memory', 'Cards in memory', at),
    'group.facts': metrics.gauge('groups_in_memory', 'Groups in memory', at),
  }
  const evicted = metrics.gauge('cards_evicted', 'Cards in their checkpoint only', at)
  const delay = metrics.gauge('watermark_delay_seconds', 'Wall clock less log time', at)

  return {
    alertsSent(sent) {
      for (const { alert } of sent) alerts.inc({ detector: alert.detector })
    },
    proposalsSent(sent) {
      for (const { proposal } of sent) {
        proposals.inc({ detector: proposal.detector, action: proposal.action })
      }
    },
    paused: (reason) => pauses.inc({ reason }),
    of: observe,
    look(stages) {
      let bytesWaiting = 0
      for (const gauge of [saveAge, rows, delay, evicted, ...Object.values(sizes)]) gauge.reset()
      for (const { topic, tasks } of stages) {
        for (const task of tasks) {
          const { number, logTime, size, eviction } = task.partition
          const label = { topic, partition: number }
          bytesWaiting += task.bytesWaiting
          saveAge.set(label, task.unsavedMs / 1_000)
          rows.set(label, task.rowsWaiting)
          sizes[topic].set(label, size)
          if (eviction) evicted.set(label, eviction.count)
          if (logTime !== undefined) delay.set(label, (Date.now() - logTime) / 1_000)
        }
      }
      bytes.set(bytesWaiting)
    },
  }

  function observe(topic: Topic): Observer {
    return {
      restored({ partition, next, tookMs }) {
        restores.inc()
        restoreSeconds.observe(tookMs / 1_000)
        const place = { topic, partition: partition.number, size: partition.size }
        logger.info(
          { ...place, next: String(next), tookMs: Math.round(tookMs) },
          'Restored a partition',
        )
      },
      folded(_partition, fates) {
        for (const fate of FATES) if (fates[fate]) events.inc({ topic, fate }, fates[fate])
        if (fates.late && topic === 'card.events') late.inc(fates.late)
      },
      saved({ partition, marker, entries, sizeBytes, tookMs }) {
        saveSeconds.observe(tookMs / 1_000)
        saveBytes.inc(sizeBytes)
        saveEntries.inc(entries)
        const what = { topic, partition, marker: String(marker), entries, sizeBytes }
        logger.debug({ ...what, tookMs: Math.round(tookMs) }, 'Saved a checkpoint')
      },
      evicted: (cards) => evictions.inc(cards),
      loaded(cards, tookMs) {
        loads.inc(cards)
        loadSeconds.observe(tookMs / 1_000)
      },
      gap({ partition, from, to, cause }) {
        gaps.inc(Number(to - from) + 1)
        const range = { topic, partition, from: String(from), to: String(to) }
        logger.error({ ...range, cause }, 'Records of the log were never read')
      },
      overtaken(partition, err) {
        logger.warn(
          { topic, partition, err },
          'Another owner was ahead, its checkpoint is taken over',
        )
      },
      defect(partition, err, offset) {
        defects.inc()
        metrics.errors.inc({ stage: 'process' })
        const place = { topic, partition, ...(offset !== undefined && { offset: String(offset) }) }
        logger.error(
          { ...place, err },
          offset === undefined
            ? 'The core failed, its partition is restored'
            : 'The core failed on a record twice, it is left out',
        )
      },
      stopped(partition) {
        logger.error(
          { topic, partition },
          'The core failed too often, the partition is read no further',
        )
      },
    }
  }
}
