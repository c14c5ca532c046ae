import { beforeEach, expect, it } from 'vitest'
import { call } from '../../../test/support/builders.ts'
import type { TaskSet } from './task-set.ts'
import { CALLS, CALLS_OF_A_METER } from './testing/log-records.ts'
import { MemoryWorld } from './testing/memory-world.ts'
import { MortalPorts } from './testing/mortal-ports.ts'
import { BOUNDS, CONTEXT, settle, taskSetOver } from './testing/run-process.ts'

const OTHER = call({ eventId: 'other', iccid: '89860012345678901999' })
const LOG = CALLS_OF_A_METER

let world: MemoryWorld
let ports: MortalPorts
let tasks: TaskSet

beforeEach(() => {
  world = new MemoryWorld(LOG)
  begin()
})

it('evicts no card before its checkpoint is acknowledged', async () => {
  await fold(LOG.slice(0, 10))
  expect(ports.evicted).toBe(0)
  ports.storeAway = Promise.withResolvers()
  await passSeconds(6)
  expect(ports.evicted).toBe(0)
  ports.storeAway.resolve()
  ports.storeAway = undefined
  await settle()
  tasks.maintain()
  expect(ports.evicted).toBe(1)
  expect(tasks.tasks[0]?.partition.size).toBe(0)
})

it('loads an evicted card before its next record, once for a batch', async () => {
  await foldAndEvict(LOG.slice(0, 10))
  await fold(LOG.slice(10))
  expect(ports.loads).toBe(1)
  await tasks.drain()
  expect(world.alerts.map(({ id }) => id)).toEqual(await alertsOfAll())
})

it('reads other partitions while cards are still to come, and goes on when they are there', async () => {
  await foldAndEvict(LOG.slice(0, 10))
  ports.isImpatient = true
  ports.storeAway = Promise.withResolvers()
  await fold(LOG.slice(10))
  const [task] = tasks.tasks
  expect(task?.next).toBe(10n)
  expect(tasks.isReady()).toEqual({
    ok: false,
    reason: 'Partition 0: cards that it needs are still to come',
  })
  ports.position.set(0, 22n)
  await fold(LOG.slice(10))
  await passSeconds(60)
  expect(ports.paused.has(0)).toBe(true)
  expect(task?.next).toBe(10n)
  ports.storeAway.resolve()
  ports.storeAway = undefined
  await settle()
  expect(ports.paused.has(0)).toBe(false)
  expect(ports.position.get(0)).toBe(10n)
  await fold(LOG.slice(10))
  expect(ports.loads).toBe(1)
  expect(tasks.tasks).toEqual([task])
  expect(task?.next).toBe(BigInt(LOG.length))
})

it('saves what is folded while cards are still to come, also at a stop', async () => {
  await foldAndEvict(LOG.slice(0, 3))
  const other = { ...LOG[3], value: Buffer.from(JSON.stringify(OTHER)) } as (typeof LOG)[number]
  await fold([other])
  const answer = Promise.withResolvers<[]>()
  ports.store.loadCards = () => answer.promise
  ports.isImpatient = true
  await fold(LOG.slice(4))
  expect(ports.paused.has(0)).toBe(true)
  await passSeconds(6)
  expect(world.state.get('#marker')?.marker).toBe(3n)
  await tasks.drain()
  expect(ports.evicted).toBe(1)
})

it('ends the process when it cannot read on with the cards that came', async () => {
  await foldAndEvict(LOG.slice(0, 10))
  ports.isImpatient = true
  ports.log.seek = () => {
    throw new Error('no such partition')
  }
  await fold(LOG.slice(10))
  await expect(tasks.failed).rejects.toThrow('no such partition')
})

it('evicts no card that was loaded before its record is folded', async () => {
  await foldAndEvict(LOG.slice(0, 10))
  ports.isImpatient = true
  await fold(LOG.slice(10))
  await passSeconds(60)
  expect(tasks.tasks[0]?.partition.size).toBe(1)
})

it('lets cards that come too late pause no partition that was taken up again', async () => {
  await foldAndEvict(LOG.slice(0, 10))
  ports.isImpatient = true
  const { storeAway } = { storeAway: Promise.withResolvers<void>() }
  ports.storeAway = storeAway
  await fold(LOG.slice(10))
  tasks.assigned([])
  ports.storeAway = undefined
  tasks.assigned([0])
  await settle()
  storeAway.resolve()
  await settle()
  expect(ports.paused.has(0)).toBe(false)
  expect(tasks.isReady()).toEqual({ ok: true })
})

it('saves nothing more of a partition whose checkpoint has failed', async () => {
  await fold(LOG.slice(0, 10))
  const { save } = ports.store
  ports.store.save = () => Promise.reject(new RangeError('too long'))
  await passSeconds(6)
  await expect(tasks.failed).rejects.toThrow('too long')
  ports.store.save = save
  await passSeconds(6)
  await tasks.drain()
  expect(ports.evicted).toBe(0)
  expect(world.state.size).toBe(0)
})

it('takes over the checkpoint of another owner whose card is ahead (I13)', async () => {
  await foldAndEvict(LOG.slice(0, 10))
  const here = { ports, tasks }
  begin(BOUNDS)
  await fold(LOG.slice(0, 11))
  await tasks.drain()
  ports = here.ports
  tasks = here.tasks
  await fold(LOG.slice(10, 12))
  expect(ports.overtaken).toBe(1)
  expect(ports.position.get(0)).toBe(11n)
  expect(ports.paused.has(0)).toBe(false)
  await fold(LOG.slice(11))
  await tasks.drain()
  const countOf = (key: string) => JSON.parse(String(world.state.get(key)?.payload)).counts
  expect(countOf('#clock')).toMatchObject({ folded: CALLS, duplicate: 0 })
})

it('folds no more of a partition that leaves while its cards are loaded', async () => {
  await foldAndEvict(LOG.slice(0, 3))
  const before = world.alerts.length
  const taken = tasks.take(0, LOG.slice(3), CONTEXT)
  // It has asked, and has no answer yet.
  await new Promise((resolve) => setImmediate(resolve))
  tasks.assigned([])
  await taken
  await settle()
  expect(ports.loads).toBe(1)
  expect(world.alerts.length).toBe(before)
})

it('shares what cards may take among its partitions', async () => {
  begin({ ...BOUNDS, cardBytes: 20_000 })
  await foldAndEvict(LOG.slice(0, 10))
  expect(ports.evicted).toBe(0)
  tasks.assigned(Array.from({ length: 20 }, (_, n) => n))
  tasks.maintain()
  expect(ports.evicted).toBe(1)
})

function begin(bounds = { ...BOUNDS, cardBytes: 0 }): void {
  ports = new MortalPorts(world)
  tasks = taskSetOver(ports, { bounds })
}

async function alertsOfAll(): Promise<string[]> {
  world = new MemoryWorld(LOG)
  begin(BOUNDS)
  await fold(LOG)
  return world.alerts.map(({ id }) => id)
}

/** Takes a batch as the next one, and lets all that it set off come to rest. */
async function fold(records: typeof LOG): Promise<void> {
  if (tasks.tasks.length === 0) {
    tasks.assigned([0])
    await settle()
  }
  await tasks.take(0, records, CONTEXT)
  await settle()
}

async function foldAndEvict(records: typeof LOG): Promise<void> {
  await fold(records)
  await passSeconds(6)
  tasks.maintain()
}

async function passSeconds(seconds: number): Promise<void> {
  ports.nowMs += seconds * 1_000
  tasks.maintain()
  await settle()
}
