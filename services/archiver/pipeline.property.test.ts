import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Archive } from './pipeline.ts'
import type { LogBatch } from './ports.ts'
import { MemoryStore } from './testing/memory-store.ts'
import { batch, sample } from './testing/sample-records.ts'

const PARTITIONS = 3
const LENGTH = 40
const NEVER = new AbortController().signal

const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ take: fc.nat(PARTITIONS - 1), size: fc.integer({ min: 1, max: 9 }) }),
  },
  { weight: 3, arbitrary: fc.constant('flush' as const) },
  { weight: 1, arbitrary: fc.constant('rejoin' as const) },
  { weight: 1, arbitrary: fc.constant('crash' as const) },
  { weight: 1, arbitrary: fc.constant('away' as const) },
)

/** The log, a store, and a process that reads the one into the other until it is killed. */
class World {
  readonly store = new MemoryStore()
  readonly committed = Array.from({ length: PARTITIONS }, () => 0)
  readonly violations: string[] = []
  joinSeq = 0
  #position: number[] = []
  #archive = this.start()

  /** A new process knows the committed offsets and nothing else. One that was killed commits no more. */
  start(): Archive {
    this.joinSeq += 1
    this.#position = [...this.committed]
    const world = this
    const log = {
      get joinSeq() {
        return world.joinSeq
      },
      commit: async (offsets: readonly { partition: number; offset: bigint }[]) => {
        if (this.#archive !== archive) return
        for (const { partition, offset } of offsets) this.#commit(partition, Number(offset))
      },
    }
    const archive = new Archive({
      store: this.store,
      log,
      deadLetters: { keep: async () => {} },
      observer: { stored() {}, buffered() {}, lost() {} },
      topicEpoch: 1,
      limits: { rows: 12, sizeBytes: 1e9 },
    })
    return archive
  }

  crash(): void {
    this.#archive = this.start()
  }

  rejoin(): void {
    this.joinSeq += 1
    this.#position = [...this.committed]
  }

  async take(partition: number, size: number): Promise<void> {
    const from = this.#position[partition] ?? 0
    const to = Math.min(LENGTH, from + size)
    if (from === to) return
    this.store.comeBack()
    await this.#archive.take(readLog(partition, from, to), { joinSeq: this.joinSeq, signal: NEVER })
    this.#position[partition] = to
  }

  async flush(): Promise<void> {
    this.store.comeBack()
    await this.#archive.flush()
  }

  /** What is written from here on hangs until the next flush. */
  away(): void {
    this.store.goAway()
    this.#archive.flush().catch(() => {})
  }

  #commit(partition: number, offset: number): void {
    this.committed[partition] = offset
    const there = storedIds(this.store)
    for (let at = 0; at < offset; at++) {
      if (!there.has(`${partition}-${at}`)) this.violations.push(`${partition}-${at} < ${offset}`)
    }
  }
}

function readLog(partition: number, from: number, to: number): LogBatch {
  const usage = Array.from({ length: to - from }, (_, index) =>
    sample.voice({ eventId: `${partition}-${from + index}` }),
  )
  return batch({ topic: 'card.events', partition }, usage, { from })
}

function storedIds(store: MemoryStore): ReadonlySet<string> {
  return new Set(store.rows('usage').map((row) => ('eventId' in row ? row.eventId : '')))
}

it('never commits past a row that is not stored, and loses none, whatever happens', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
      const world = new World()
      for (const now of steps) {
        if (typeof now === 'object') await world.take(now.take, now.size)
        else await world[now]()
      }
      for (let partition = 0; partition < PARTITIONS; partition++)
        await world.take(partition, LENGTH)
      await world.flush()
      expect(world.violations).toEqual([])
      expect(world.committed).toEqual(Array.from({ length: PARTITIONS }, () => LENGTH))
      expect(storedIds(world.store).size).toBe(PARTITIONS * LENGTH)
    }),
    { numRuns: 300 },
  )
})
