import type { Logger } from '#runtime/logger.ts'
import type { Metrics } from '#runtime/metrics.ts'
import type { AuditRun } from '../ports.ts'

export interface AuditorMetrics {
  ran(run: AuditRun): void
}

const SECONDS_BUCKETS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60]

/** What the auditor counts besides what every process does, and what it logs of its runs. */
export function auditorMetrics(metrics: Metrics, logger: Logger): AuditorMetrics {
  const found = metrics.gauge('audit_findings_open', 'Findings of the last run', ['audit'])
  const success = metrics.gauge(
    'audit_last_success_timestamp_seconds',
    'When an audit last ran without an error',
    ['audit'],
  )
  const blind = metrics.gauge('audit_blind', '1: an import it needs is empty', ['audit'])
  const failures = metrics.counter('audit_failures_total', 'Runs without an answer', ['audit'])
  const seconds = metrics.histogram('audit_run_seconds', 'Time of one run', {
    labels: ['audit'],
    buckets: SECONDS_BUCKETS,
  })
  return {
    ran(run) {
      const { audit, ranAt, tookMs, error } = run
      seconds.observe({ audit }, tookMs / 1_000)
      blind.set({ audit }, run.blind === '' ? 0 : 1)
      if (error !== '') {
        failures.inc({ audit })
        logger.warn({ audit, asOf: run.asOf, reason: error }, 'Cannot answer an audit')
        return
      }
      found.set({ audit }, run.found)
      success.set({ audit }, ranAt / 1_000)
      logger.info(run, 'Ran an audit')
    },
  }
}
