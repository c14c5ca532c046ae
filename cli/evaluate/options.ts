import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const DEFAULT_POLICY = fileURLToPath(new URL('../../policies/cn-default.yaml', import.meta.url))

export const HELP = `usage: npm run evaluate -- [options]

Plays fleets with planted misuse and with innocent cards that look like it through the detector's
core, without a server, and says of each detector what it found, missed and took for misuse.

  --quick           one small fleet; for continuous integration, under a minute
  --seeds 1,2,3     one fleet for each (1,2,3; with --quick 1)
  --cards N         normal cards of a fleet (600; with --quick 60)
  --copies N        cards or groups for each story and strength (3; with --quick 1)
  --look-alikes N   innocent cards or groups of each kind (10; with --quick 2; 0: none)
  --policy FILE     the rules (policies/cn-default.yaml)
  --json            the result as one JSON object instead of the tables
  --write           the tables also into docs/evaluation.md
  --help            this text
`

export interface EvaluateOptions {
  readonly seeds: readonly number[]
  readonly cards: number
  readonly copies: number
  readonly lookAlikes: number
  readonly policyFile: string
  readonly isJson: boolean
  readonly isWritten: boolean
}

/** What was asked for cannot be; the message says what can. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

const FULL = { seeds: '1,2,3', cards: '600', copies: '3', lookAlikes: '10' } as const
const QUICK = { seeds: '1', cards: '60', copies: '1', lookAlikes: '2' } as const
/** Feeds take so many; see the simulator. */
const MOST_CARDS = 100_000
const MOST_COPIES = 50
const MOST_SEED = 99_999

/** Reads the command line; `help` when that is what is wanted. Throws UsageError. */
export function readOptions(args: readonly string[]): EvaluateOptions | 'help' {
  const values = parse(args)
  if (values.help) return 'help'
  const usual = values.quick ? QUICK : FULL
  const seeds = (values.seeds ?? usual.seeds).split(',')
  return {
    seeds: [...new Set(seeds.map((seed) => whole('seeds', seed, { least: 0, most: MOST_SEED })))],
    cards: whole('cards', values.cards ?? usual.cards, { least: 1, most: MOST_CARDS }),
    copies: whole('copies', values.copies ?? usual.copies, { least: 1, most: MOST_COPIES }),
    lookAlikes: whole('look-alikes', values['look-alikes'] ?? usual.lookAlikes, {
      least: 0,
      most: MOST_COPIES,
    }),
    policyFile: values.policy,
    isJson: values.json,
    isWritten: values.write,
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        quick: { type: 'boolean', default: false },
        seeds: { type: 'string' },
        cards: { type: 'string' },
        copies: { type: 'string' },
        'look-alikes': { type: 'string' },
        policy: { type: 'string', default: DEFAULT_POLICY },
        json: { type: 'boolean', default: false },
        write: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values
  } catch (cause) {
    const fault = (cause as Error).message.split(/\.\s/)[0]
    throw new UsageError(`${fault}; npm run evaluate -- --help tells the options`, { cause })
  }
}

interface Bounds {
  readonly least: number
  readonly most: number
}

function whole(name: string, text: string, { least, most }: Bounds): number {
  const value = /^\d+$/.test(text.trim()) ? Number(text) : Number.NaN
  if (value >= least && value <= most) return value
  throw new UsageError(`--${name} ${text} is no whole number from ${least} to ${most}`)
}
