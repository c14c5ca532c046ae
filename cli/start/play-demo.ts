import { drain } from './drain.ts'
import { linksOf } from './links.ts'
import type { StartOptions } from './options.ts'
import type { Screen } from './screen.ts'
import { readGroundTruth, readSimulator } from './simulator-report.ts'
import { type Stage, type Started, startEverything } from './start-everything.ts'
import { type Summary, summarise } from './summary.ts'
import { watch } from './watch.ts'
import { type Words, wordsOf } from './words.ts'

/**
 * The whole run. Stops all of it, the last one first, whatever happens. Returns when a run of a
 * given length is over; one without an end only ends by `signal`.
 */
export async function playDemo(
  options: StartOptions,
  stage: Omit<Stage, 'running'>,
): Promise<Summary> {
  const { screen, signal } = stage
  const words = wordsOf(options.language)
  await using running = new AsyncDisposableStack()
  const started = await startEverything(options, { ...stage, running })
  const { place, clients, plan, files, services, history } = started
  sayLinks(started, { options, screen, words })

  const { simulatorSummary } = files
  const observed = { services, history, simulatorSummary }
  const firstAlertSeconds = await watch(observed, { plan, options, screen, signal })
  screen.say(words.draining)
  const { topicPrefix } = place
  const leftovers = await drain({ admin: clients.admin, topicPrefix, services, history, signal })
  const simulator = readSimulator(simulatorSummary)
  if (!simulator) throw new Error(`The simulator wrote no ${simulatorSummary}`)
  return await summarise({
    simulator,
    history,
    truths: readGroundTruth(files.groundTruth),
    seconds: plan.runSeconds,
    seed: plan.seed,
    cards: options.cards,
    speed: options.speed,
    firstAlertSeconds,
    restarts: Object.fromEntries(services.map(({ name, restarts }) => [name, restarts])),
    leftovers,
  })
}

interface Saying {
  readonly options: StartOptions
  readonly screen: Screen
  readonly words: Words
}

function sayLinks({ place, services }: Started, { options, screen, words }: Saying): void {
  const consolePort = options.hasConsole ? place.consolePort : null
  const links = linksOf({ ...place, consolePort, services })
  if (links.console) screen.say(`${words.console}: ${links.console}`)
  screen.say(`${words.newestInClickHouse}: ${links.alerts}`)
  screen.say(`${words.hoursInClickHouse}: ${links.hours}`)
  for (const [name, url] of links.metrics) screen.say(`${words.metrics} ${name}: ${url}`)
}
