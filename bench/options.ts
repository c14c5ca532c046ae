import { parseArgs } from 'node:util'

export const HELP = `usage: npm run bench -- [options]

Starts a Kafka and a ClickHouse of its own, fills card.events with simulated usage, and measures
SIMwarden next to its peers, in turn. Writes bench/results/<time>.json.

  --quick           fewer events; a first look
  --only P1,P10     these measures (all)
  --events N        usage records in the log (${count(1_000_000)}; with --quick ${count(100_000)})
  --seed N          another number makes another fleet (1)
  --json            the result as one JSON object instead of the table
  --help            this text

  P1   the detector on Kafka, features and checkpoints on ÷ kafkajs + JSON.parse
  P10  replay over a file ÷ JSON.parse of its lines
`

/** The goals of the design that can be measured so far. */
const MEASURES = ['P1', 'P10'] as const
export type MeasureId = (typeof MEASURES)[number]

export interface BenchOptions {
  readonly only: readonly MeasureId[]
  readonly events: number
  readonly seed: number
  readonly isJson: boolean
}

/** What was asked for cannot be; the message says what can. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

const EVENTS = 1_000_000
const QUICK_EVENTS = 100_000
/** Fewer are over before the programs are warm; more fill the disk. */
const LEAST_EVENTS = 10_000
const MOST_EVENTS = 10_000_000
const MOST_SEED = 2 ** 31 - 1

/** Reads the command line; `help` when that is what is wanted. Throws UsageError. */
export function readOptions(args: readonly string[]): BenchOptions | 'help' {
  const values = parse(args)
  if (values.help) return 'help'
  const events = values.events ?? String(values.quick ? QUICK_EVENTS : EVENTS)
  return {
    only: values.only === undefined ? MEASURES : measures(values.only),
    events: whole('events', events, { least: LEAST_EVENTS, most: MOST_EVENTS }),
    seed: whole('seed', values.seed, { least: 0, most: MOST_SEED }),
    isJson: values.json,
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        quick: { type: 'boolean', default: false },
        only: { type: 'string' },
        events: { type: 'string' },
        seed: { type: 'string', default: '1' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values
  } catch (cause) {
    const fault = (cause as Error).message.split(/\.\s/)[0]
    throw new UsageError(`${fault}; npm run bench -- --help tells the options`, { cause })
  }
}

function measures(text: string): readonly MeasureId[] {
  const wanted = text.split(',').map((one) => one.trim().toUpperCase())
  const unknown = wanted.find((one) => !isMeasure(one))
  if (unknown !== undefined) {
    throw new UsageError(`--only ${text}: "${unknown}" is none of ${MEASURES.join(', ')}`)
  }
  return MEASURES.filter((id) => wanted.includes(id))
}

function isMeasure(text: string): text is MeasureId {
  return MEASURES.some((id) => id === text)
}

interface Bounds {
  readonly least: number
  readonly most: number
}

function whole(name: string, text: string, { least, most }: Bounds): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (value >= least && value <= most) return value
  throw new UsageError(
    `--${name} ${text} is no whole number from ${count(least)} to ${count(most)}`,
  )
}

function count(number: number): string {
  return number.toLocaleString('en')
}
