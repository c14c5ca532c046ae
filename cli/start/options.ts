import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const DEFAULT_POLICY = fileURLToPath(new URL('../../policies/cn-default.yaml', import.meta.url))

export const HELP = `usage: npm start -- [options]

Starts Kafka and ClickHouse (or uses those of KAFKA_BROKERS and CLICKHOUSE_URL), every service, and
a simulated fleet with planted misuse. Ctrl-C stops everything in order. Data are kept: the next
start plays the next day; npm run reset forgets them.

  --for DURATION    play so long (60s, 5m, 1h), then wait until all is stored, sum up and leave;
                    code 1 when anything was lost, missed or suspended wrongly
  --json            with --for: the summary as one JSON object, the last line of standard output
  --cards N         honest cards of the fleet (10000)
  --speed N         how many times faster than the wall the feed runs (120)
  --rate N          usage records a wall second; without it: as many as the fleet makes
  --seed N          another number makes another fleet, 0 to 99 (1)
  --policy FILE     the rules (policies/cn-default.yaml)
  --lang en|zh      language of the view (by LANG)
  --no-console      without the web page
  --help            this text

Environment: KAFKA_BROKERS, CLICKHOUSE_URL, KAFKA_PORT, KAFKA_CONTROLLER_PORT, CLICKHOUSE_PORT,
CONSOLE_PORT, STACK_DIR, TOPIC_PREFIX, CLICKHOUSE_DATABASE, LOG_LEVEL, NO_COLOR
`

export type Language = 'en' | 'zh'

export interface StartOptions {
  /** Null: until it is stopped. */
  readonly forMs: number | null
  readonly isJson: boolean
  readonly cards: number
  readonly speed: number
  /** Usage records a wall second; null: as many as the fleet makes. */
  readonly rate: number | null
  readonly seed: number
  readonly policyFile: string
  readonly language: Language
  readonly hasConsole: boolean
}

/** What was asked for cannot be; the message says what can. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** Reads the command line; `help` when that is what is wanted. Throws UsageError. */
export function readOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): StartOptions | 'help' {
  const values = parse(args)
  if (values.help) return 'help'
  const forMs = values.for === undefined ? null : durationMs(values.for)
  if (values.json && forMs === null) throw new UsageError('--json needs --for, such as --for 60s')
  return {
    forMs,
    isJson: values.json,
    cards: number('cards', values.cards, { least: 0, most: 900_000, isWhole: true }),
    speed: number('speed', values.speed, { least: 1, most: 10_000 }),
    rate:
      values.rate === undefined ? null : number('rate', values.rate, { least: 1, most: 100_000 }),
    seed: number('seed', values.seed, { least: 0, most: 99, isWhole: true }),
    policyFile: values.policy,
    language: language(values.lang ?? languageOf(env)),
    hasConsole: !values['no-console'],
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        for: { type: 'string' },
        json: { type: 'boolean', default: false },
        cards: { type: 'string', default: '10000' },
        speed: { type: 'string', default: '120' },
        rate: { type: 'string' },
        seed: { type: 'string', default: '1' },
        policy: { type: 'string', default: DEFAULT_POLICY },
        lang: { type: 'string' },
        'no-console': { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values
  } catch (cause) {
    const fault = (cause as Error).message.split(/\.\s/)[0]
    throw new UsageError(`${fault}; npm start -- --help tells the options`, { cause })
  }
}

const UNITS_MS = { s: 1_000, m: 60_000, h: 3_600_000 }
const LONGEST_MS = 24 * UNITS_MS.h

function durationMs(text: string): number {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)(s|m|h)$/.exec(text) ?? []
  const ms = Number(amount) * UNITS_MS[unit as keyof typeof UNITS_MS]
  if (ms >= UNITS_MS.s && ms <= LONGEST_MS) return ms
  throw new UsageError(`--for ${text} is no duration from 1s to 24h, such as 60s, 5m or 1h`)
}

interface Bounds {
  readonly least: number
  readonly most: number
  readonly isWhole?: boolean
}

function number(name: string, text: string, { least, most, isWhole = false }: Bounds): number {
  const value = text.trim() === '' ? Number.NaN : Number(text)
  if (value >= least && value <= most && (!isWhole || Number.isInteger(value))) return value
  const kind = isWhole ? 'whole number' : 'number'
  throw new UsageError(`--${name} ${text} is no ${kind} from ${least} to ${most}`)
}

function language(text: string): Language {
  if (text === 'en' || text === 'zh') return text
  throw new UsageError(`--lang ${text} is neither en nor zh`)
}

function languageOf(env: Readonly<Record<string, string | undefined>>): Language {
  const locale = env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || ''
  return locale.startsWith('zh') ? 'zh' : 'en'
}
