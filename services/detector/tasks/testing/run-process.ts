import { TaskSet } from '../task-set.ts'
import type { MemoryWorld } from './memory-world.ts'
import { type Death, MortalPorts } from './mortal-ports.ts'

/** How a process cuts its work. */
export interface Rhythm {
  /** Sizes of the batches, in turn. */
  readonly batches: readonly number[]
  /** Milliseconds that pass after each batch, in turn. */
  readonly pausesMs: readonly number[]
}

export const BOUNDS = { rows: 1_000_000, sizeBytes: 1e9, waitMs: 1e9 }
const FLUSH_MS = 2_000
const CHECKPOINT_MS = 5_000

export function taskSetOver(ports: MortalPorts, bounds = BOUNDS): TaskSet {
  const { sinks, rows, store, log, observer, clock } = ports
  const settings = { engine: 'test', flushMs: FLUSH_MS, checkpointMs: CHECKPOINT_MS }
  return new TaskSet({ sinks, rows, store, log, observer, clock, ...settings }, bounds)
}

/** Reads the log to its end and stops in order, or dies on the way. Gives whether it has lived. */
export async function runProcess(
  world: MemoryWorld,
  { batches, pausesMs }: Rhythm,
  death?: Death,
): Promise<boolean> {
  const ports = new MortalPorts(world, death)
  const tasks = taskSetOver(ports)
  const failed = tasks.failed
  // Where a group without our seek would begin to read.
  ports.position.set(0, world.groupOffset)
  tasks.assigned([0])
  for (let turn = 0; !ports.isDead; turn += 1) {
    await Promise.race([new Promise(setImmediate), failed])
    if (ports.paused.has(0)) continue
    const from = ports.position.get(0) ?? 0n
    if (from >= world.high) break
    const size = batches[turn % batches.length] ?? 1
    const records = world.log.slice(Number(from), Number(from) + size)
    ports.position.set(0, from + BigInt(records.length))
    await Promise.race([tasks.take(0, records, CONTEXT), ports.died.promise, failed])
    ports.nowMs += pausesMs[turn % pausesMs.length] ?? 0
    tasks.maintain()
  }
  await Promise.race([tasks.drain(), ports.died.promise, failed])
  return !ports.isDead
}

export const CONTEXT = { signal: new AbortController().signal, heartbeat: async () => {} }
