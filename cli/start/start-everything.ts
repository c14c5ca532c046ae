import { rmSync } from 'node:fs'
import { readRanges } from '#runtime/kafka-offsets.ts'
import { publishPolicy } from '../publish-policy.ts'
import { readPolicy } from '../read-policy.ts'
import { awaitIngested } from './await-ingested.ts'
import { awaitReady } from './await-ready.ts'
import { type Clients, connectClients } from './connect-clients.ts'
import { keepFeed } from './keep-feed.ts'
import { newestFeedTime } from './newest-feed-time.ts'
import { openPlace } from './open-place.ts'
import type { StartOptions } from './options.ts'
import { planRun, type RunPlan } from './plan-run.ts'
import { type RunHistory, runHistory } from './run-history.ts'
import type { Screen } from './screen.ts'
import {
  type Place,
  platformSpecs,
  type RunFiles,
  runFiles,
  simulatorSpec,
} from './service-list.ts'
import { type RunningService, runService, type ServiceSpec } from './service-process.ts'
import { type Words, wordsOf } from './words.ts'

export interface Stage {
  readonly screen: Screen
  /** Ends everything. */
  readonly signal: AbortSignal
  /** Tells that it cannot go on. */
  readonly fail: (error: unknown) => void
  /** Takes what must be stopped again, in reverse. */
  readonly running: AsyncDisposableStack
}

/** Everything, at work. */
export interface Started {
  readonly place: Place
  readonly clients: Clients
  readonly plan: RunPlan
  readonly files: RunFiles
  readonly services: readonly RunningService[]
  /** Of this run alone. */
  readonly history: RunHistory
}

/**
 * Starts everything in the order in which it must be: servers, topics and tables, the rules, those
 * who watch, and only then the fleet. A policy that cannot be used is refused before that.
 */
export async function startEverything(options: StartOptions, stage: Stage): Promise<Started> {
  const { screen, signal, fail, running } = stage
  const words = wordsOf(options.language)
  const policy = readPolicy(options.policyFile)
  const { hasConsole } = options
  const place = await openPlace({ hasConsole, onProgress: screen.say, onFailure: fail, running })
  signal.throwIfAborted()
  const clients = await connectClients(place, running)
  const { connection, admin, logger } = clients
  const { topicPrefix } = place
  await keepFeed(admin, topicPrefix)
  const newest = await newestFeedTime(connection, logger)
  const plan = planRun({ ...options, newestFeedTime: newest, now: Date.now() })
  await publishPolicy(policy, { connection, logger, eventTime: plan.startAt, signal })

  screen.say(words.starting)
  const platform = platformSpecs(place, options).map((spec) => startService(spec, stage, words))
  await awaitReady(platform, signal)
  if (newest !== null) {
    screen.say(words.catchingUp)
    await awaitIngested({ admin, topicPrefix, signal })
  }
  const history = await beginHistory(clients, plan)
  const files = runFiles(place.dataDir)
  rmSync(files.simulatorSummary, { force: true })
  const simulator = startService(simulatorSpec(place, options, plan), stage, words)
  // as the data flow
  const services = [simulator, ...platform.toReversed()]
  await awaitReady(services, signal)
  return { place, clients, plan, files, services, history }
}

function startService(
  spec: ServiceSpec,
  { running, screen, fail }: Stage,
  { stopping }: Words,
): RunningService {
  const service = runService(spec)
  service.failed.catch(fail)
  running.defer(async () => {
    screen.say(stopping(spec.name))
    await service.stop()
  })
  return service
}

/** What is written from now on is of this run. */
async function beginHistory({ connection, clickhouse }: Clients, { startAt }: RunPlan) {
  const ranges = await readRanges(connection, ['card.events', 'dead.letters'])
  const marks = ranges.map(({ topic, partition, high }) => ({ topic, partition, offset: high }))
  return runHistory(clickhouse, { marks, startAt })
}
