import { createWriteStream, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import { createTopics } from '../deploy/create-topics.ts'
import { LOCAL_DIR } from '../deploy/local/local-folders.ts'
import { type Stack, startStack } from '../deploy/local/stack.ts'
import { StackError } from '../deploy/local/stack-error.ts'
import { stackOn } from '../deploy/local/stack-lock.ts'
import { fillTopic } from './fill-topic.ts'
import { type WorkloadOptions, type WorkloadRecord, workload } from './workload.ts'

/** One at a time: two benchmarks on a machine measure each other. */
const DIR = join(LOCAL_DIR, 'bench-arena')
const PARTITIONS = 4
const POLICY_FILE = fileURLToPath(new URL('../policies/cn-default.yaml', import.meta.url))

/** What the measures run on: servers of its own, and the same records as a topic and as a file. */
export interface Arena {
  readonly brokers: readonly string[]
  readonly clickhouseUrl: string
  /** For what a measure writes; goes with the rest. */
  readonly dir: string
  readonly policyFile: string
  readonly eventsFile: string
  /** Aborts when there is nothing left to measure for. */
  readonly signal: AbortSignal
  /** Ends the servers; data and logs stay. */
  stop(): Promise<void>
}

export interface ArenaOptions extends WorkloadOptions {
  readonly signal: AbortSignal
  readonly onProgress: (line: string) => void
}

/** Starts the servers and fills them. When it throws, nothing is left running. */
export async function openArena({ onProgress, signal, ...load }: ArenaOptions): Promise<Arena> {
  refuseGivenServers()
  clear()
  const lost = new AbortController()
  const stack = await startStack({
    dataDir: join(DIR, 'stack'),
    ports: 'free',
    onProgress,
    onFailure: (error) => lost.abort(error),
  })
  const arena: Arena = {
    brokers: stack.brokers,
    clickhouseUrl: stack.clickhouseUrl,
    dir: DIR,
    policyFile: POLICY_FILE,
    eventsFile: join(DIR, 'events.ndjson'),
    signal: AbortSignal.any([signal, lost.signal]),
    stop: () => stack.stop(),
  }
  try {
    arena.signal.throwIfAborted()
    onProgress(`Writing ${load.events.toLocaleString('en')} usage records`)
    await fill(arena, load)
    return arena
  } catch (error) {
    await stopQuietly(stack)
    throw error
  }
}

/** Forgets the data of this benchmark, or of one that was killed. */
export function clear(): void {
  const running = stackOn(join(DIR, 'stack'))
  if (running !== null) {
    throw new StackError(`A benchmark already runs (process ${running}): wait for it or stop it`)
  }
  rmSync(DIR, { recursive: true, force: true })
}

/** Its topics have the plain names, and it measures this machine. */
function refuseGivenServers(): void {
  const given = ['KAFKA_BROKERS', 'CLICKHOUSE_URL'].filter((name) => process.env[name])
  if (given.length === 0) return
  throw new StackError(`The benchmark starts servers of its own: unset ${given.join(' and ')}`)
}

async function fill(
  { brokers, policyFile, eventsFile, signal }: Arena,
  load: WorkloadOptions,
): Promise<void> {
  await createTopics({ brokers, partitions: PARTITIONS })
  await fillTopic(workload(load), { brokers, policyFile, signal })
  await pipeline(Readable.from(linesOf(workload(load))), createWriteStream(eventsFile), { signal })
}

const LINES_A_CHUNK = 1_000

function* linesOf(records: Iterable<WorkloadRecord>): Generator<string> {
  let lines: string[] = []
  for (const { value } of records) {
    lines.push(value)
    if (lines.length < LINES_A_CHUNK) continue
    yield `${lines.join('\n')}\n`
    lines = []
  }
  if (lines.length > 0) yield `${lines.join('\n')}\n`
}

async function stopQuietly(stack: Stack): Promise<void> {
  await stack.stop().catch(() => {})
}
