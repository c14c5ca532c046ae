import type { Metrics } from '#runtime/metrics.ts'
import type { RunSummary } from '../run-summary.ts'

export interface RunMetrics {
  /** Takes over the counts of a summary. */
  show(summary: RunSummary): void
  /** Wall seconds by which the feed is behind: above a few tenths it cannot keep up. */
  showLag(seconds: number): void
  observeLatency(seconds: number): void
}

/** The figures of a run on `/metrics`. */
export function runMetrics(metrics: Metrics, cards: number): RunMetrics {
  const { counter, gauge, histogram } = metrics
  const growing = {
    eventsSent: counter('simulator_events_total', 'Distinct usage records acknowledged'),
    duplicatesSent: counter('simulator_duplicates_total', 'Repeated usage records acknowledged'),
    lateSent: counter('simulator_late_total', 'Usage records minutes or hours behind'),
    eventsSuppressed: counter(
      'simulator_suppressed_total',
      'Usage that a closed card did not make',
    ),
    planted: counter('simulator_planted_total', 'Cards on which misuse was planted'),
  }
  const commands = counter('simulator_commands_total', 'Commands received', ['action'])
  const results = counter('simulator_results_total', 'Answers given', ['result'])
  const suspended = gauge('simulator_suspended_cards', 'Cards out of service')
  const lag = gauge('simulator_feed_lag_seconds', 'Wall seconds that the feed is behind')
  const latency = histogram('simulator_event_to_command_seconds', 'From usage to its command', {
    buckets: [0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1, 2, 5, 10],
  })
  gauge('simulator_cards', 'Honest cards of the fleet').set(cards)
  let shown: RunSummary | undefined

  return {
    show(summary) {
      for (const [name, counted] of Object.entries(growing)) {
        const key = name as keyof typeof growing
        counted.inc(summary[key] - (shown?.[key] ?? 0))
      }
      for (const [action, count] of Object.entries(summary.commands)) {
        commands.inc({ action }, count - (shown?.commands[action] ?? 0))
      }
      for (const [result, count] of Object.entries(summary.results)) {
        results.inc({ result }, count - (shown?.results[result] ?? 0))
      }
      suspended.set(summary.suspended)
      shown = summary
    },
    showLag: (seconds) => lag.set(seconds),
    observeLatency: (seconds) => latency.observe(seconds),
  }
}
