import { cardStage } from '../../card-stage.ts'
import type { Bounds } from '../bounds.ts'
import type { LogRecord } from '../ports.ts'
import type { Stage } from '../stage.ts'
import { TaskSet } from '../task-set.ts'
import type { MemoryWorld } from './memory-world.ts'
import { type Death, MortalPorts } from './mortal-ports.ts'

/** What a group may do to one of its members between two batches. */
export type Surprise = 'none' | 'rewind' | 'jump' | 'rejoin' | 'leaveAndJoin' | 'repeat'

/** How a process cuts its work, and what meets it. Each list is gone through in turn. */
export interface Rhythm {
  readonly batches: readonly number[]
  /** Milliseconds that pass while a batch is taken. */
  readonly pausesMs: readonly number[]
  readonly surprises: readonly Surprise[]
  /** What the group says where to begin, true or not; undefined: what was committed. */
  readonly groupOffset?: bigint | undefined
}

export const BOUNDS: Bounds = { cardBytes: 1e12, rows: 1_000_000, sizeBytes: 1e9, waitMs: 1e9 }
export const CONTEXT = { signal: new AbortController().signal, heartbeat: async () => {} }
const FLUSH_MS = 2_000
const CHECKPOINT_MS = 5_000
const FAR = 5n
/** A group that never rests would let nobody come to a checkpoint. */
const LAST_SURPRISE = 40

export function taskSetOver(
  ports: MortalPorts,
  { bounds = BOUNDS, stage = cardStage }: { bounds?: Bounds; stage?: Stage } = {},
): TaskSet {
  const { sinks, rows, store, log, observer, clock } = ports
  const settings = { engine: 'test', flushMs: FLUSH_MS, checkpointMs: CHECKPOINT_MS }
  return new TaskSet({ stage, sinks, rows, store, log, observer, clock, ...settings }, bounds)
}

export interface ProcessOptions {
  readonly death?: Death
  readonly stage?: Stage
  /** What cards in memory may take. */
  readonly cardBytes?: number
  /** Whether it waits for evicted cards only with the partition paused. */
  readonly isImpatient?: boolean
}

/** Reads the log to its end and stops in order, or dies on the way. Gives whether it has lived. */
export async function runProcess(
  world: MemoryWorld,
  rhythm: Rhythm,
  options: ProcessOptions = {},
): Promise<boolean> {
  const { death, stage = cardStage, cardBytes = BOUNDS.cardBytes, isImpatient = false } = options
  const ports = new MortalPorts(world, death)
  ports.isImpatient = isImpatient
  const tasks = taskSetOver(ports, { stage, bounds: { ...BOUNDS, cardBytes } })
  const start = () => ports.position.set(0, rhythm.groupOffset ?? world.groupOffset)
  start()
  tasks.assigned([0])
  for (let turn = 0; !ports.isDead; turn += 1) {
    await Promise.race([macrotask(), tasks.failed])
    if (ports.paused.has(0)) continue
    const from = ports.position.get(0) ?? 0n
    if (from >= world.high && turn > 0) break
    const size = inTurn(rhythm.batches, turn, 1)
    const records = world.log.slice(Number(from), Number(from) + size)
    ports.position.set(0, from + BigInt(records.length))
    const surprise = turn < LAST_SURPRISE ? inTurn(rhythm.surprises, turn, 'none') : 'none'
    const pauseMs = inTurn(rhythm.pausesMs, turn, 0)
    await take(records, { tasks, ports, pauseMs, isRepeated: surprise === 'repeat' })
    surpriseWith(surprise, { tasks, ports, high: world.high, start })
  }
  await Promise.race([tasks.drain(), ports.died.promise, tasks.failed])
  return !ports.isDead
}

interface Taking {
  readonly tasks: TaskSet
  readonly ports: MortalPorts
  readonly pauseMs: number
  /** An old handler still runs when the group gives the batch again. */
  readonly isRepeated: boolean
}

/** Time passes and the pulse beats while the batch's effects are under way. */
async function take(records: readonly LogRecord[], taking: Taking): Promise<void> {
  const { tasks, ports, pauseMs, isRepeated } = taking
  const handlers = [tasks.take(0, records, CONTEXT)]
  if (isRepeated) handlers.push(tasks.take(0, records, CONTEXT))
  let isDone = false
  const done = Promise.race([Promise.all(handlers), ports.died.promise, tasks.failed]).finally(
    () => {
      isDone = true
    },
  )
  while (!isDone) {
    await macrotask()
    ports.nowMs += pauseMs
    tasks.maintain()
  }
  await done
}

interface Surprised {
  readonly tasks: TaskSet
  readonly ports: MortalPorts
  readonly high: bigint
  start(): void
}

function surpriseWith(surprise: Surprise, { tasks, ports, high, start }: Surprised): void {
  const position = ports.position.get(0) ?? 0n
  if (surprise === 'rewind') ports.position.set(0, position > FAR ? position - FAR : 0n)
  if (surprise === 'jump' && position + FAR < high) ports.position.set(0, position + FAR)
  if (surprise === 'leaveAndJoin') tasks.assigned([])
  if (surprise === 'leaveAndJoin' || surprise === 'rejoin') {
    start()
    tasks.assigned([0])
  }
}

function inTurn<Item>(items: readonly Item[], turn: number, other: Item): Item {
  return items[turn % items.length] ?? other
}

/** Lets all that was set off come to rest. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 30; turn += 1) await macrotask()
}

function macrotask(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
