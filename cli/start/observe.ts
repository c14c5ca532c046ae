import type { RunSummary } from '../../services/simulator/run-summary.ts'
import { isReady, readMetrics, total, totalsBy } from './read-metrics.ts'
import type { RunHistory, StoredAlert } from './run-history.ts'
import type { RunningService } from './service-process.ts'
import { readSimulator } from './simulator-report.ts'

/** How everything stands at one moment. */
export interface Observation {
  /** Wall milliseconds of a clock that only goes forward. */
  readonly atMs: number
  /** Null: it has not begun. */
  readonly simulator: RunSummary | null
  /** Usage records since its process began. */
  readonly folded: number
  readonly archived: number
  /** Records not yet read, by service. */
  readonly lags: Readonly<Record<string, number>>
  /** Alerts stored; revisions of one are one. */
  readonly alerts: number
  readonly newestAlerts: readonly StoredAlert[]
  /** Proposals that wait, by reason. */
  readonly held: Readonly<Record<string, number>>
  readonly services: readonly ServiceHealth[]
}

export interface ServiceHealth {
  readonly name: string
  readonly isReady: boolean
  readonly restarts: number
}

export interface Observed {
  readonly services: readonly RunningService[]
  readonly history: RunHistory
  readonly simulatorSummary: string
}

const NEWEST_ALERTS = 6

/** Looks at every process once. One that does not answer has no figures. */
export async function observe(observed: Observed): Promise<Observation> {
  const { services, history, simulatorSummary } = observed
  const [samples, health, alerts, newestAlerts] = await Promise.all([
    Promise.all(services.map(({ opsUrl }) => readMetrics(opsUrl))),
    Promise.all(services.map(healthOf)),
    // ClickHouse may be away for a while: its own services say so
    history.alertCount().catch(() => 0),
    history.newestAlerts(NEWEST_ALERTS).catch(() => []),
  ])
  const of = new Map(services.map(({ name }, index) => [name, samples[index] ?? []]))
  const detector = of.get('detector') ?? []
  const enforcer = of.get('enforcer') ?? []
  const lags = services.map(({ name }) => [name, total(of.get(name) ?? [], 'consumer_lag_records')])
  return {
    atMs: performance.now(),
    simulator: readSimulator(simulatorSummary),
    folded: total(detector, 'events_received_total', { topic: 'card.events' }),
    archived: total(of.get('archiver') ?? [], 'rows_inserted_total', { table: 'usage' }),
    lags: Object.fromEntries(lags),
    alerts,
    newestAlerts,
    held: totalsBy(enforcer, 'proposals_held', 'reason'),
    services: health,
  }
}

async function healthOf({ name, opsUrl, restarts }: RunningService): Promise<ServiceHealth> {
  return { name, restarts, isReady: await isReady(opsUrl) }
}
