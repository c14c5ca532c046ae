import { parseArgs } from 'node:util'
import type { ReplayLine } from './replay-lines.ts'
import { UsageError } from './usage-error.ts'

const USAGE =
  'usage: npm run -s replay -- --events FILE… --policy FILE [--profiles FILE] [--output alerts|proposals|features|all]'

/** The types of lines that each output prints. */
const OUTPUTS = {
  alerts: ['alert'],
  proposals: ['proposal'],
  features: ['feature'],
  all: ['alert', 'proposal', 'feature', 'late', 'quarantined', 'deadLetter'],
} as const satisfies Record<string, readonly ReplayLine['type'][]>

export interface Arguments {
  /** Profiles first: they say what the cards of the events may do. */
  readonly files: readonly string[]
  readonly policy: string
  readonly printed: ReadonlySet<ReplayLine['type']>
}

/** The command line, checked. Throws UsageError. */
export function readArguments(args: readonly string[]): Arguments {
  const { values, positionals } = parse(args)
  const { policy, profiles = [], output = 'alerts' } = values
  const events = [...(values.events ?? []), ...positionals]
  if (events.length === 0) throw new UsageError(`--events is missing; ${USAGE}`)
  if (policy === undefined) throw new UsageError(`--policy is missing; ${USAGE}`)
  if (!isOutput(output)) throw new UsageError(`--output ${output} is unknown; ${USAGE}`)
  return { files: [...profiles, ...events], policy, printed: new Set(OUTPUTS[output]) }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        events: { type: 'string', multiple: true },
        policy: { type: 'string' },
        profiles: { type: 'string', multiple: true },
        output: { type: 'string' },
      },
    })
  } catch (cause) {
    throw new UsageError(`${(cause as Error).message.split('.')[0]}; ${USAGE}`, { cause })
  }
}

function isOutput(name: string): name is keyof typeof OUTPUTS {
  return Object.hasOwn(OUTPUTS, name)
}
