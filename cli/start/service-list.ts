import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseServer } from '../../deploy/migrate.ts'
import type { StartOptions } from './options.ts'
import { peerTokenKey } from './peer-token-key.ts'
import type { RunPlan } from './plan-run.ts'
import type { ServiceSpec } from './service-process.ts'

/** In the order of starting; stopped the other way round. */
const PLATFORM = ['console', 'auditor', 'archiver', 'enforcer', 'detector', 'ingest'] as const
type ServiceName = (typeof PLATFORM)[number] | 'simulator'

/** After a kill, partitions rest no longer than this; the least that Kafka allows is 6 s. */
const SESSION_TIMEOUT_MS = 10_000
/** What ingest and the detector take, freshly started, to know every card before the first usage. */
const PROFILE_LEAD_MS = 3_000

/** Where everything is that the services use. */
export interface Place {
  readonly brokers: readonly string[]
  readonly clickhouseUrl: string
  readonly topicPrefix: string
  readonly database: string
  readonly dataDir: string
  readonly consolePort: number
  readonly opsPorts: readonly number[]
}

/** What a run leaves behind in the data folder. */
export interface RunFiles {
  readonly logDir: string
  readonly groundTruth: string
  readonly simulatorSummary: string
}

export function runFiles(dataDir: string): RunFiles {
  const dir = join(dataDir, 'run')
  const logDir = join(dataDir, 'logs')
  for (const folder of [dir, logDir]) mkdirSync(folder, { recursive: true })
  return {
    logDir,
    groundTruth: join(dir, 'ground-truth.ndjson'),
    simulatorSummary: join(dir, 'simulator.json'),
  }
}

/** The services that watch; the simulator, which makes what they watch, is started last. */
export function platformSpecs(place: Place, { hasConsole }: StartOptions): readonly ServiceSpec[] {
  const own: Partial<Record<ServiceName, NodeJS.ProcessEnv>> = {
    ingest: { PEER_TOKEN_KEY: peerTokenKey(place.dataDir) },
    console: { CONSOLE_PORT: String(place.consolePort) },
  }
  return PLATFORM.filter((name) => name !== 'console' || hasConsole).map((name, index) =>
    spec(name, { place, opsPort: place.opsPorts[index] ?? 0, env: own[name] ?? {} }),
  )
}

export function simulatorSpec(
  place: Place,
  { cards, speed, rate }: StartOptions,
  { startAt, seed, runSeconds }: RunPlan,
): ServiceSpec {
  const { groundTruth, simulatorSummary } = runFiles(place.dataDir)
  const env = {
    SEED: String(seed),
    CARDS: String(cards),
    SPEED: String(speed),
    RATE: rate === null ? '' : String(rate),
    RUN_SECONDS: String(runSeconds),
    START: new Date(startAt).toISOString(),
    PROFILE_LEAD_MS: String(PROFILE_LEAD_MS),
    GROUND_TRUTH_FILE: groundTruth,
    SUMMARY_FILE: simulatorSummary,
  }
  return spec('simulator', { place, opsPort: place.opsPorts.at(-1) ?? 0, env })
}

interface SpecOptions {
  readonly place: Place
  readonly opsPort: number
  readonly env: NodeJS.ProcessEnv
}

function spec(name: ServiceName, { place, opsPort, env }: SpecOptions): ServiceSpec {
  const { logDir } = runFiles(place.dataDir)
  return {
    name,
    opsPort,
    logFile: join(logDir, `${name}.log`),
    pidFile: join(logDir, `${name}.pid`),
    mayRestart: name !== 'simulator',
    env: { ...commonEnv(place), OPS_PORT: String(opsPort), ...env },
  }
}

function commonEnv(place: Place): NodeJS.ProcessEnv {
  const { host, user, password } = parseServer(place.clickhouseUrl)
  return {
    KAFKA_BROKERS: place.brokers.join(','),
    TOPIC_PREFIX: place.topicPrefix,
    CLICKHOUSE_URL: host,
    CLICKHOUSE_USER: user,
    CLICKHOUSE_PASSWORD: password,
    CLICKHOUSE_DATABASE: place.database,
    CLOCK: 'feed',
    SESSION_TIMEOUT_MS: String(SESSION_TIMEOUT_MS),
  }
}
