import { createLogUpdate } from 'log-update'
import type { Observation } from './observe.ts'
import type { StartOptions } from './options.ts'
import type { Rates } from './rates.ts'
import { feedClock, listOf, renderView, type ViewOptions } from './render-view.ts'
import { type Words, wordsOf } from './words.ts'

/** Where a run is shown while it goes on. */
export interface Screen {
  /** A line that stays. */
  say(line: string): void
  show(observation: Observation, rates: Rates): void
  /** The picture stays as it is and makes room for lines. */
  leave(): void
}

const LINE_EVERY_MS = 5_000

/** A picture drawn again and again on a terminal, else a line now and then. */
export function createScreen({ isJson, language, speed, forMs }: StartOptions): Screen {
  const words = wordsOf(language)
  // standard output belongs to the summary
  const stream = isJson ? process.stderr : process.stdout
  return stream.isTTY
    ? terminalScreen(stream, { words, speed, isTimed: forMs !== null })
    : plainScreen(stream, words)
}

function terminalScreen(stream: NodeJS.WriteStream, view: Omit<ViewOptions, 'width'>): Screen {
  const draw = createLogUpdate(stream)
  let isDrawn = false
  function leave(): void {
    if (isDrawn) draw.done()
    isDrawn = false
  }
  return {
    leave,
    say(line) {
      leave()
      stream.write(`${line}\n`)
    },
    show(observation, rates) {
      isDrawn = true
      const lines = renderView(observation, rates, { ...view, width: stream.columns })
      draw(lines.join('\n'))
    },
  }
}

function plainScreen(stream: NodeJS.WriteStream, words: Words): Screen {
  let lastAt = -Infinity
  return {
    say: (line) => void stream.write(`${line}\n`),
    show(observation, rates) {
      if (observation.atMs - lastAt < LINE_EVERY_MS) return
      lastAt = observation.atMs
      stream.write(`${progressLine(observation, rates, words)}\n`)
    },
    leave() {},
  }
}

function progressLine(observation: Observation, rates: Rates, words: Words): string {
  const { simulator, lags, alerts, services, newestAlerts } = observation
  const commands = listOf(simulator?.commands ?? {}, words.actions)
  const unready = services.filter(({ isReady }) => !isReady).map(({ name }) => `○ ${name}`)
  const [newest] = newestAlerts
  return [
    simulator && `${words.feedTime} ${feedClock(simulator.feedNow)}`,
    `${words.usage} ${rates.usage}${words.perSecond}`,
    `${words.folded} ${rates.folded}${words.perSecond} (${lags['detector'] ?? 0} ${words.behind})`,
    `${words.archived} ${rates.archived}${words.perSecond} (${lags['archiver'] ?? 0} ${words.behind})`,
    `${alerts} ${words.alerts}`,
    commands && `${words.commands} ${commands}`,
    newest?.[words.reason],
    ...unready,
  ]
    .filter(Boolean)
    .join(' · ')
}
