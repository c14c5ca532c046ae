import { rmSync } from 'node:fs'
import { readRanges } from '#runtime/kafka-offsets.ts'
import { publishPolicy } from '../publish-policy.ts'
import { readPolicy } from '../read-policy.ts'
import { awaitReady } from './await-ready.ts'
import { type Clients, connectClients } from './connect-clients.ts'
import { drain } from './drain.ts'
import { keepFeed } from './keep-feed.ts'
import { linksOf } from './links.ts'
import { newestFeedTime } from './newest-feed-time.ts'
import { openPlace } from './open-place.ts'
import type { StartOptions } from './options.ts'
import { planRun, type RunPlan } from './plan-run.ts'
import { runHistory } from './run-history.ts'
import type { Screen } from './screen.ts'
import { type Place, platformSpecs, runFiles, simulatorSpec } from './service-list.ts'
import { type RunningService, runService, type ServiceSpec } from './service-process.ts'
import { readGroundTruth, readSimulator } from './simulator-report.ts'
import { type Summary, summarise } from './summary.ts'
import { watch } from './watch.ts'
import { type Words, wordsOf } from './words.ts'

/** What was left by an earlier run may take so long. */
const CATCH_UP_MS = 60_000
/** What is still under way when the feed is over. */
const DRAIN_MS = 60_000

export interface Stage {
  readonly screen: Screen
  /** Ends everything. */
  readonly signal: AbortSignal
  /** Tells that it cannot go on. */
  readonly fail: (error: unknown) => void
}

/**
 * The whole run, in the order in which it must be: servers, topics and tables, the rules, those who
 * watch, and only then the fleet. Stops all of it the other way round, whatever happens. Returns
 * when a run of a given length is over; one without an end only ends by `signal`.
 */
export async function playDemo(options: StartOptions, stage: Stage): Promise<Summary> {
  const { screen, signal, fail } = stage
  const words = wordsOf(options.language)
  const policy = readPolicy(options.policyFile)
  await using running = new AsyncDisposableStack()
  const place = await openPlace({
    hasConsole: options.hasConsole,
    onProgress: screen.say,
    onFailure: fail,
    running,
  })
  signal.throwIfAborted()
  const clients = await connectClients(place, running)
  const { connection, admin, logger } = clients
  await keepFeed(admin, place.topicPrefix)
  const newest = await newestFeedTime(connection, logger)
  const plan = planRun({ ...options, newestFeedTime: newest, now: Date.now() })
  await publishPolicy(policy, { connection, logger, eventTime: plan.startAt, signal })

  screen.say(words.starting)
  const start = (spec: ServiceSpec) => startService(spec, { running, stage, words })
  const platform = platformSpecs(place, options).map(start)
  await awaitReady(platform, signal)
  if (newest !== null) {
    screen.say(words.catchingUp)
    await drain({ ...draining(place, clients), services: platform, atMostMs: CATCH_UP_MS, signal })
  }
  const history = await beginHistory(clients, plan)
  const { simulatorSummary, groundTruth } = runFiles(place.dataDir)
  rmSync(simulatorSummary, { force: true })
  const services = [...platform, start(simulatorSpec(place, options, plan))]
  await awaitReady(services, signal)

  sayLinks(place, { services, options, screen, words })
  const observed = { services, history, simulatorSummary }
  const firstAlertSeconds = await watch(observed, { plan, options, screen, signal })
  screen.say(words.draining)
  const leftovers = await drain({
    ...draining(place, clients),
    services,
    history,
    atMostMs: DRAIN_MS,
    signal,
  })
  const simulator = readSimulator(simulatorSummary)
  if (!simulator) throw new Error(`The simulator wrote no ${simulatorSummary}`)
  return await summarise({
    simulator,
    history,
    truths: readGroundTruth(groundTruth),
    seconds: plan.runSeconds,
    seed: plan.seed,
    cards: options.cards,
    speed: options.speed,
    firstAlertSeconds,
    restarts: Object.fromEntries(services.map(({ name, restarts }) => [name, restarts])),
    leftovers,
  })
}

interface Starting {
  readonly running: AsyncDisposableStack
  readonly stage: Stage
  readonly words: Words
}

function startService(
  spec: ServiceSpec,
  { running, stage: { screen, fail }, words }: Starting,
): RunningService {
  const service = runService(spec)
  service.failed.catch(fail)
  running.defer(async () => {
    screen.say(words.stopping(spec.name))
    await service.stop()
  })
  return service
}

function draining({ topicPrefix }: Place, { admin }: Clients) {
  return { admin, topicPrefix, history: null }
}

/** What is written from now on is of this run. */
async function beginHistory({ connection, clickhouse }: Clients, { startAt }: RunPlan) {
  const ranges = await readRanges(connection, ['card.events', 'dead.letters'])
  const marks = ranges.map(({ topic, partition, high }) => ({ topic, partition, offset: high }))
  return runHistory(clickhouse, { marks, startAt })
}

interface Saying {
  readonly services: readonly RunningService[]
  readonly options: StartOptions
  readonly screen: Screen
  readonly words: Words
}

function sayLinks(place: Place, { services, options, screen, words }: Saying): void {
  const consolePort = options.hasConsole ? place.consolePort : null
  const links = linksOf({ ...place, consolePort, services })
  if (links.console) screen.say(`${words.console}: ${links.console}`)
  screen.say(`${words.newestInClickHouse}: ${links.alerts}`)
  screen.say(`${words.hoursInClickHouse}: ${links.hours}`)
  for (const [name, url] of links.metrics) screen.say(`${words.metrics} ${name}: ${url}`)
}
