import { beforeEach, expect, it } from 'vitest'
import { call, policy, TEN, tick } from '../../../test/support/builders.ts'
import { Partition } from '../partition.ts'
import type { LogRecord } from './ports.ts'
import type { TaskSet } from './task-set.ts'
import { CALLS_OF_A_METER, toLog } from './testing/log-records.ts'
import { MemoryWorld } from './testing/memory-world.ts'
import { MortalPorts } from './testing/mortal-ports.ts'
import { BOUNDS, CONTEXT, settle, taskSetOver } from './testing/run-process.ts'

const LOG = CALLS_OF_A_METER

let world: MemoryWorld
let ports: MortalPorts
let tasks: TaskSet

beforeEach(() => {
  world = new MemoryWorld(LOG)
  begin()
})

it('pauses a partition at once, and reads it from the log’s start when its state is there', async () => {
  world.low = 3n
  tasks.assigned([0])
  expect(ports.paused.get(0)).toBe('its state is being restored')
  expect(tasks.isReady().ok).toBe(false)
  await settle()
  expect(ports.paused.has(0)).toBe(false)
  expect(ports.position.get(0)).toBe(3n)
  expect(tasks.isReady()).toEqual({ ok: true })
})

it('waits for a store that is away at start, not ready, and never begins empty', async () => {
  await fold(LOG.slice(0, 10))
  await tasks.drain()
  begin()
  ports.storeAway = Promise.withResolvers()
  tasks.assigned([0])
  await settle()
  expect(tasks.isReady()).toEqual({
    ok: false,
    reason: 'Partition 0: its state is being restored',
  })
  ports.storeAway.resolve()
  await settle()
  expect(ports.position.get(0)).toBe(10n)
})

it('tells alerts and proposals while the store is away, and saves nothing', async () => {
  await start()
  ports.storeAway = Promise.withResolvers()
  await fold(LOG.slice(0, 10))
  ports.nowMs += 6_000
  tasks.maintain()
  await fold(LOG.slice(10))
  expect(world.alerts.length).toBeGreaterThan(1)
  expect(world.proposals.length).toBeGreaterThan(0)
  expect(world.rows.size).toBe(0)
  expect(world.state.size).toBe(0)
  ports.storeAway.resolve()
  await tasks.drain()
  expect(world.state.get('#marker')?.marker).toBe(BigInt(LOG.length - 1))
  expect(world.rows.size).toBeGreaterThan(0)
})

it('saves nothing before the rows of what it covers are stored', async () => {
  await start()
  ports.rowsAway = Promise.withResolvers()
  ports.nowMs += 6_000
  await fold(LOG)
  expect(world.state.size).toBe(0)
  expect(world.groupOffset).toBe(0n)
  ports.rowsAway.resolve()
  await settle()
  expect(world.state.get('#marker')?.marker).toBe(BigInt(LOG.length - 1))
  expect(world.groupOffset).toBe(BigInt(LOG.length))
})

it('pauses at the bound of rows, and reads on when they are stored and saved', async () => {
  begin({ ...BOUNDS, rows: 3 })
  await start()
  ports.storeAway = Promise.withResolvers()
  ports.nowMs += 6_000
  await fold(LOG.slice(0, 10))
  expect(ports.paused.get(0)).toBe('the store is away: 3 rows wait')
  expect(tasks.isReady().ok).toBe(false)
  ports.storeAway.resolve()
  await settle()
  tasks.maintain()
  expect(ports.paused.has(0)).toBe(false)
  await fold(LOG.slice(10))
  await tasks.drain()
  expect(world.state.get('#marker')?.marker).toBe(BigInt(LOG.length - 1))
})

it('pauses when a row has waited too long', async () => {
  begin({ ...BOUNDS, waitMs: 900_000 })
  await start()
  ports.storeAway = Promise.withResolvers()
  ports.nowMs += 6_000
  await fold(LOG.slice(0, 10))
  expect(ports.paused.has(0)).toBe(false)
  ports.nowMs += 900_000
  await fold(LOG.slice(10, 11))
  expect(ports.paused.get(0)).toBe('the store is away: rows have waited for 900 s')
  ports.storeAway.resolve()
})

it('is not ready when a checkpoint takes more than a minute', async () => {
  await start()
  ports.storeAway = Promise.withResolvers()
  ports.nowMs += 6_000
  await fold(LOG)
  expect(tasks.isReady().ok).toBe(true)
  ports.nowMs += 60_001
  expect(tasks.isReady()).toEqual({ ok: false, reason: 'Partition 0: its checkpoint is overdue' })
  ports.storeAway.resolve()
})

it('refuses a marker beyond the end of the log', async () => {
  await fold(LOG)
  await tasks.drain()
  world = withState(new MemoryWorld(LOG.slice(0, 5)), world)
  begin()
  tasks.assigned([0])
  await expect(tasks.failed).rejects.toThrow(
    'Cannot start partition 0: its checkpoint ends at offset 21, its log before 5; if card.events was made anew, raise TOPIC_EPOCH',
  )
})

it('refuses a checkpoint that is torn', async () => {
  await fold(LOG)
  await tasks.drain()
  world.state.delete('#marker')
  begin()
  tasks.assigned([0])
  await expect(tasks.failed).rejects.toThrow('Cannot restore partition 0: its checkpoint is torn')
})

it('writes down what retention took before it was read', async () => {
  await fold(LOG.slice(0, 5))
  await tasks.drain()
  world.low = 9n
  begin()
  await start()
  expect(ports.gaps).toEqual(['5-8'])
  expect(ports.position.get(0)).toBe(9n)
  await tasks.drain()
  expect([...world.marks.keys()]).toEqual(['5/gap'])
  expect(world.state.get('#marker')?.marker).toBe(8n)
})

it('writes down what retention took while it was paused', async () => {
  await start()
  await fold(LOG.slice(0, 5))
  world.low = 9n
  await fold(LOG.slice(9))
  expect(ports.gaps).toEqual(['5-8'])
  await tasks.drain()
  expect(world.state.get('#marker')?.marker).toBe(BigInt(LOG.length - 1))
})

it('seeks again, and takes nothing, when a batch begins too far on in a whole log', async () => {
  await start()
  await fold(LOG.slice(0, 5))
  await fold(LOG.slice(9))
  expect(ports.gaps).toEqual([])
  expect(ports.position.get(0)).toBe(5n)
})

it('throws a task away whose effects failed, and folds the records again', async () => {
  await start()
  ports.sinkError = new Error('The group is changing')
  await expect(tasks.take(0, LOG, CONTEXT)).rejects.toThrow('The group is changing')
  expect(tasks.tasks).toEqual([])
  await tasks.drain()
  expect(world.state.size).toBe(0)
  ports.sinkError = undefined
  await settle()
  expect(ports.position.get(0)).toBe(0n)
  await fold(LOG)
  expect(world.alerts.length).toBeGreaterThan(0)
})

it('gives nothing of a partition that left, and takes it up again from its checkpoint', async () => {
  await start()
  await fold(LOG.slice(0, 10))
  await tasks.drain()
  await fold(LOG.slice(10, 15))
  tasks.assigned([])
  await fold(LOG.slice(15))
  ports.nowMs += 60_000
  tasks.maintain()
  await settle()
  expect(world.state.get('#marker')?.marker).toBe(9n)
  await start()
  expect(ports.position.get(0)).toBe(10n)
})

it('keeps a task over a rejoin, and seeks to where it is', async () => {
  await start()
  await fold(LOG.slice(0, 10))
  const [before] = tasks.tasks
  ports.position.set(0, 0n)
  tasks.assigned([0, 1])
  expect(ports.position.get(0)).toBe(10n)
  expect(tasks.tasks).toEqual([before])
  expect(ports.paused.has(1)).toBe(true)
})

it('takes a breath after 2,000 records, or after a mebibyte of them', async () => {
  const small = toLog(Array.from({ length: 4_100 }, (_, n) => tick(TEN + n)))
  expect(await breathsOver(small)).toBe(3)
  const padding = ' '.repeat(300_000)
  const large = small
    .slice(0, 8)
    .map((record) => ({ ...record, value: Buffer.from(`${record.value}${padding}`) }))
  expect(await breathsOver(large)).toBe(3)
  const huge = large.map((record) => ({ ...record, value: Buffer.alloc(2_000_000) }))
  expect(await breathsOver(huge)).toBe(8)
})

it('leaves out a record that the core fails on twice, and nothing else', async () => {
  const log = toLog([policy(), ...Array.from({ length: 9 }, (_, n) => tick(TEN + n)), call()])
  world = new MemoryWorld(log)
  begin()
  const batch = log.map((record, index) => (index === 5 ? failingIn(record) : record))
  for (let round = 0; round < 3; round += 1) {
    await start()
    await tasks.take(0, batch, CONTEXT)
    await settle()
  }
  expect(ports.defects).toEqual([undefined, 5n])
  expect(world.letters.get(5n)).toMatchObject({
    class: 'defect',
    reason: 'the detector failed on it (TypeError)',
  })
  await tasks.drain()
  expect(world.letters.size).toBe(1)
  expect(world.state.get('#marker')?.marker).toBe(10n)
  expect(countsOf(world)).toMatchObject({ deadLetter: 1, folded: 1, control: 9 })
})

it('reads a partition no further when the core fails too often', async () => {
  const log = toLog([policy(), ...Array.from({ length: 20 }, (_, n) => tick(TEN + n))])
  world = new MemoryWorld(log)
  begin()
  const bad = log.map((record, index) => (index === 0 ? record : failingIn(record)))
  for (let round = 0; round < 40 && !ports.stopped; round += 1) {
    await start()
    await tasks.take(0, bad, CONTEXT)
    await settle()
  }
  expect(ports.stopped).toBe(true)
  expect(ports.paused.get(0)).toBe('the core failed too often')
  expect(tasks.isReady().ok).toBe(false)
  tasks.assigned([0])
  await settle()
  expect(ports.paused.has(0)).toBe(true)
})

it('gives each record exactly one fate', async () => {
  await start()
  await fold(LOG)
  await tasks.drain()
  const counts = Object.values(countsOf(world)).map(Number)
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(LOG.length)
})

it('saves an empty log not at all', async () => {
  await start()
  ports.nowMs += 60_000
  tasks.maintain()
  await tasks.drain()
  expect(world.state.size).toBe(0)
})

function begin(bounds = BOUNDS): void {
  ports = new MortalPorts(world)
  tasks = taskSetOver(ports, { bounds })
}

/** How often everything else has had its turn. */
async function breathsOver(records: typeof LOG): Promise<number> {
  world = new MemoryWorld(records)
  begin()
  await start()
  let breaths = 0
  const heartbeat = async () => {
    breaths += 1
  }
  await tasks.take(0, records, { ...CONTEXT, heartbeat })
  return breaths
}

async function start(): Promise<void> {
  tasks.assigned([0])
  await settle()
}

/** Takes a batch as the next one, and lets all that it set off come to rest. */
async function fold(records: typeof LOG): Promise<void> {
  if (tasks.tasks.length === 0) await start()
  await tasks.take(0, records, CONTEXT)
  await settle()
}

/** A tick is held against the time that the broker wrote: there the core fails. */
function failingIn(record: LogRecord): LogRecord {
  return Object.defineProperty({ ...record }, 'timestamp', {
    get: () => {
      throw new TypeError('89860012345678901234 is not a function')
    },
  })
}

function withState(to: MemoryWorld, from: MemoryWorld): MemoryWorld {
  for (const [key, entry] of from.state) to.state.set(key, entry)
  return to
}

function countsOf({ state }: MemoryWorld): Record<string, number> {
  return JSON.parse(String(state.get('#clock')?.payload ?? '{}')).counts ?? new Partition(0).counts
}
