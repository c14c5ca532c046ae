import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { Partition } from '../services/detector/partition.ts'
import { judgeRecord } from '../services/detector/pipeline.ts'
import { PolicyError, readPolicy } from './read-policy.ts'
import { featureLine, outputLine, type ReplayLine } from './replay/replay-lines.ts'

const USAGE =
  'usage: npm run -s replay -- --events FILE… --policy FILE [--profiles FILE] [--output alerts|proposals|features|all]'

const OUTPUTS = {
  alerts: ['alert'],
  proposals: ['proposal'],
  features: [],
  all: undefined,
} as const
type OutputName = keyof typeof OUTPUTS

interface Arguments {
  readonly events: readonly string[]
  readonly policy: string
  readonly profiles: readonly string[]
  readonly output: OutputName
}

class UsageError extends Error {}

/** The detector's core over files: one partition, in order, no server. */
async function replay({ events, policy, profiles, output }: Arguments): Promise<void> {
  const document = readPolicy(policy)
  const partition = new Partition(0)
  const print = createPrinter(output)
  let offset = 0n
  const judge = async (value: string, line: number) => {
    const raw = { offset, timestamp: Number.POSITIVE_INFINITY, value }
    offset += 1n
    for (const one of judgeRecord(raw, partition)) await print(outputLine(one, line))
  }
  const { version } = document
  await judge(JSON.stringify({ kind: 'policy', eventTime: POLICY_TIME, version, document }), 0)
  for (const file of [...profiles, ...events]) await eachLine(file, judge)
  if (output === 'features' || output === 'all') {
    for (const row of partition.takeRows().map(featureLine).sort(byCardAndWindow)) await print(row)
  }
  summarise(partition)
}

/** A policy is in force from its place in the log; the record only needs a valid time. */
const POLICY_TIME = 946_684_800_000

async function eachLine(
  file: string,
  judge: (value: string, line: number) => Promise<void>,
): Promise<void> {
  const lines = createInterface({ input: createReadStream(file), crlfDelay: Infinity })
  let number = 0
  try {
    for await (const line of lines) {
      number += 1
      if (line.trim() !== '') await judge(line, number)
    }
  } catch (cause) {
    throw new UsageError(`Cannot read ${file}: ${(cause as Error).message}`, { cause })
  }
}

/** Prints the lines that were asked for, and waits when the reader is slower. */
function createPrinter(output: OutputName): (line: ReplayLine) => Promise<void> {
  const wanted: readonly string[] | undefined = OUTPUTS[output]
  return async (line) => {
    if (wanted && !wanted.includes(line.type) && line.type !== 'feature') return
    const free = process.stdout.write(`${JSON.stringify(line)}\n`)
    if (!free) await new Promise((resolve) => process.stdout.once('drain', resolve))
  }
}

function byCardAndWindow(a: ReplayLine, b: ReplayLine): number {
  return (
    compare(a['iccid'], b['iccid']) ||
    compare(a['windowKind'], b['windowKind']) ||
    Number(a['windowStart']) - Number(b['windowStart'])
  )
}

function compare(a: unknown, b: unknown): number {
  if (String(a) === String(b)) return 0
  return String(a) < String(b) ? -1 : 1
}

function summarise({ counts, cards }: Partition): void {
  const fates = Object.entries(counts).map(([fate, count]) => `${fate} ${count}`)
  process.stderr.write(`${cards.size} cards; records: ${fates.join(', ')}\n`)
}

function readArguments(args: readonly string[]): Arguments {
  const { values, positionals } = parse(args)
  const { events = [], policy, profiles = [], output = 'alerts' } = values
  const files = [...events, ...positionals]
  if (files.length === 0) throw new UsageError(`--events is missing; ${USAGE}`)
  if (policy === undefined) throw new UsageError(`--policy is missing; ${USAGE}`)
  if (!isOutput(output)) throw new UsageError(`--output ${output} is unknown; ${USAGE}`)
  return { events: files, policy, profiles, output }
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

function isOutput(name: string): name is OutputName {
  return Object.hasOwn(OUTPUTS, name)
}

try {
  await replay(readArguments(process.argv.slice(2)))
} catch (error) {
  if (!(error instanceof UsageError || error instanceof PolicyError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 2
}
