import { styleText } from 'node:util'
import { cut, pad, widthOf } from './cells.ts'
import type { Observation, ServiceHealth } from './observe.ts'
import type { Rates } from './rates.ts'
import type { StoredAlert } from './run-history.ts'
import type { Words } from './words.ts'

export interface ViewOptions {
  readonly words: Words
  /** Columns of the terminal. */
  readonly width: number
  /** How many times faster than the wall the feed runs. */
  readonly speed: number
  /** It ends by itself after the time that was asked for. */
  readonly isTimed: boolean
}

/** The picture of one moment, line by line. */
export function renderView(
  observation: Observation,
  rates: Rates,
  options: ViewOptions,
): readonly string[] {
  const { words, width } = options
  return [
    '',
    titleLine(observation, options),
    '',
    ...stageLines(observation, rates, words),
    ...outcomeLines(observation, words),
    '',
    words.newestAlerts,
    ...alertLines(observation.newestAlerts, words),
    '',
    serviceLine(observation.services, words),
    styleText('dim', words.howToStop),
  ].map((line) => (widthOf(line) <= width || line.includes('\u001b') ? line : cut(line, width)))
}

function titleLine({ simulator }: Observation, { words, speed, isTimed }: ViewOptions): string {
  const title = styleText('bold', words.title)
  if (!simulator) return title
  const over = simulator.done && !isTimed ? ` · ${words.feedIsOver}` : ''
  return `${title} · ${words.feedTime} ${feedClock(simulator.feedNow)} · ${speed}×${over}`
}

/** Where the simulated fleet is. */
const TIME_ZONE = 'Asia/Shanghai'

/** `2026-09-15 09:42`. */
export function feedClock(feedTime: number): string {
  return new Date(feedTime).toLocaleString('sv-SE', {
    timeZone: TIME_ZONE,
    dateStyle: 'short',
    timeStyle: 'short',
  })
}

function stageLines({ simulator, lags, archived }: Observation, rates: Rates, words: Words) {
  const number = (value: number) => value.toLocaleString(words.locale)
  const stages: readonly (readonly [string, number, string])[] = [
    [words.usage, rates.usage, `${number(simulator?.eventsSent ?? 0)} ${words.inAll}`],
    [words.folded, rates.folded, behind(lags['detector'])],
    [
      words.archived,
      rates.archived,
      `${number(archived)} ${words.inAll}, ${behind(lags['archiver'])}`,
    ],
  ]
  return stages.map(([name, rate, more]) => {
    const speed = `${number(rate)}${words.perSecond}`.padStart(RATE_WIDTH)
    return `  ${pad(name, NAME_WIDTH)}${speed}  ${more}`
  })

  function behind(lag = 0): string {
    return `${number(lag)} ${words.behind}`
  }
}

const NAME_WIDTH = 18
const RATE_WIDTH = 10

function outcomeLines({ simulator, alerts, held }: Observation, words: Words): readonly string[] {
  const commands = listOf(simulator?.commands ?? {}, words.actions)
  const obeyed = `${simulator?.results['success'] ?? 0} ${words.obeyed}`
  const waiting = listOf(held, words.holds)
  const { p50, p99 } = simulator?.latencyMs ?? { p50: null, p99: null }
  return [
    `  ${pad(words.alerts, NAME_WIDTH)}${alerts.toLocaleString(words.locale)}`,
    `  ${pad(words.commands, NAME_WIDTH)}${[commands, obeyed].filter(Boolean).join(' · ')}${waiting && ` · ${words.held}: ${waiting}`}`,
    `  ${pad(words.latency, NAME_WIDTH)}p50 ${p50 ?? '–'} ms · p99 ${p99 ?? '–'} ms`,
  ]
}

/** `12 flag, 3 bar`. */
export function listOf(
  counts: Readonly<Record<string, number>>,
  names: Readonly<Record<string, string>>,
): string {
  return Object.entries(counts)
    .map(([name, count]) => `${count} ${names[name] ?? name}`)
    .join(', ')
}

const SEVERITY_WIDTH = 10
const COLOURS = { critical: 'red', high: 'yellow', medium: 'cyan', low: 'dim' } as const

function alertLines(alerts: readonly StoredAlert[], words: Words): readonly string[] {
  if (alerts.length === 0) return [`  ${styleText('dim', words.noAlerts)}`]
  return alerts.map(({ severity, iccid, mode, ...alert }) => {
    const level = pad(words.severities[severity] ?? severity, SEVERITY_WIDTH)
    const colour = COLOURS[severity as keyof typeof COLOURS] ?? 'reset'
    const shadow = mode === 'shadow' ? ` (${words.summary.shadow})` : ''
    return `  ${styleText(colour, level)}${masked(iccid)}  ${alert[words.reason]}${shadow}`
  })
}

/** A card's number is personal data: its end is enough to find it in the console. */
function masked(iccid: string): string {
  return `…${iccid.slice(-6)}`
}

function serviceLine(services: readonly ServiceHealth[], words: Words): string {
  const states = services.map(({ name, isReady, restarts }) => {
    const mark = isReady ? styleText('green', '●') : styleText('red', '○')
    return `${mark} ${name}${restarts > 0 ? ` (${words.restarted(restarts)})` : ''}`
  })
  return `${words.services}  ${states.join('  ')}`
}
