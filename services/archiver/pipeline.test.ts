import { describe, expect, it } from 'vitest'
import { Archive } from './pipeline.ts'
import type { DeadLetters, Log, Observer, Partition, Refusal } from './ports.ts'
import { MemoryStore } from './testing/memory-store.ts'
import { batch, record, sample } from './testing/sample-records.ts'

const P0 = { topic: 'card.events', partition: 0 }
const P1 = { topic: 'card.events', partition: 1 }
const NEVER = new AbortController().signal
const READ = { joinSeq: 1, signal: NEVER }

function calls(from: number, to: number) {
  return Array.from({ length: to - from }, (_, i) => sample.voice({ eventId: `e-${from + i}` }))
}

function setUp({ rows = 1_000, sizeBytes = 10_000_000 } = {}) {
  const store = new MemoryStore()
  const commits: string[][] = []
  const letters: { from: Partition; refusal: Refusal }[] = []
  const lost: string[] = []
  const log: Log & { joinSeq: number } = {
    joinSeq: 1,
    async commit(offsets) {
      commits.push(offsets.map(({ topic, partition, offset }) => `${topic}/${partition}@${offset}`))
    },
  }
  const deadLetters: DeadLetters = {
    async keep(from, refusals) {
      letters.push(...refusals.map((refusal) => ({ from, refusal })))
    },
  }
  const stored: string[] = []
  const observer: Observer = {
    stored: (table, { count }) => stored.push(`${table} ${count}`),
    buffered() {},
    lost: (_, reason) => lost.push(reason),
  }
  const limits = { rows, sizeBytes }
  const archive = new Archive({ store, log, deadLetters, observer, topicEpoch: 1, limits })
  return { archive, store, log, deadLetters, commits, letters, lost, stored }
}

describe('the archive', () => {
  it('inserts what came of all partitions at once, then commits', async () => {
    const { archive, store, commits, stored } = setUp()
    await archive.take(batch(P0, calls(0, 3), { from: 10 }), READ)
    await archive.take(batch(P1, calls(3, 5), { from: 20 }), READ)
    expect(store.blocks).toEqual([])
    await archive.flush()
    expect(store.blocks).toHaveLength(1)
    expect(stored).toEqual(['usage 5'])
    expect(commits).toEqual([['card.events/0@13', 'card.events/1@22']])
  })

  it('commits past records that have no rows', async () => {
    const { archive, commits } = setUp()
    const tick = { kind: 'tick', eventTime: 1_764_000_000_000 }
    await archive.take(batch(P0, [tick], { from: 4 }), READ)
    await archive.flush()
    expect(commits).toEqual([['card.events/0@5']])
  })

  it('does nothing at a flush without records', async () => {
    const { archive, commits } = setUp()
    await archive.flush()
    expect(commits).toEqual([])
  })

  it('commits nothing while the store is away, and everything when it is back', async () => {
    const { archive, store, commits } = setUp()
    await archive.take(batch(P0, calls(0, 3)), READ)
    store.goAway()
    const flushing = archive.flush()
    await archive.take(batch(P0, calls(3, 5), { from: 3 }), READ)
    expect(commits).toEqual([])
    store.comeBack()
    await flushing
    await archive.flush()
    expect(commits).toEqual([['card.events/0@3'], ['card.events/0@5']])
    expect(store.rows('usage')).toHaveLength(5)
  })

  it.each([{ rows: 4 }, { sizeBytes: 2_500 }])(
    'stops reading at its limit of %o',
    async (limit) => {
      const { archive, store } = setUp(limit)
      store.goAway()
      await archive.take(batch(P0, calls(0, 4)), READ)
      await archive.take(batch(P0, calls(4, 8), { from: 4 }), READ)
      let isTaken = false
      const waiting = archive.take(batch(P0, calls(8, 12), { from: 8 }), READ).then(() => {
        isTaken = true
      })
      await new Promise(setImmediate)
      expect(isTaken).toBe(false)
      store.comeBack()
      await waiting
      await archive.flush()
      expect(store.blocks.map(({ rows }) => rows.length)).toEqual([4, 4, 4])
    },
  )

  it('gives up a batch it has no room for when the reader must go', async () => {
    const { archive, store, commits } = setUp({ rows: 1 })
    const leaving = new AbortController()
    store.goAway()
    await archive.take(batch(P0, calls(0, 1)), READ)
    await archive.take(batch(P0, calls(1, 2), { from: 1 }), READ)
    const third = batch(P0, calls(2, 3), { from: 2 })
    const waiting = archive.take(third, { joinSeq: 1, signal: leaving.signal })
    leaving.abort(new Error('The group is changing'))
    await expect(waiting).rejects.toThrow('The group is changing')
    store.comeBack()
    await archive.flush()
    expect(commits.flat()).toEqual(['card.events/0@1', 'card.events/0@2'])
  })

  it('inserts what was read under an earlier join of the group, and does not commit it', async () => {
    const { archive, store, log, commits } = setUp()
    await archive.take(batch(P0, calls(0, 2)), READ)
    await archive.take(batch(P1, calls(2, 4)), READ)
    log.joinSeq = 2
    await archive.take(batch(P1, calls(2, 3)), { joinSeq: 2, signal: NEVER })
    await archive.flush()
    expect(store.rows('usage')).toHaveLength(5)
    expect(commits).toEqual([['card.events/1@1']])
  })

  it('goes on failing after a round was not stored', async () => {
    const { archive, store, commits } = setUp({ rows: 2 })
    store.insert = () => Promise.reject(new Error('Bug'))
    await archive.take(batch(P0, calls(0, 2)), READ)
    await expect(archive.flush()).rejects.toThrow('Bug')
    await expect(archive.flush()).rejects.toThrow('Bug')
    await archive.take(batch(P0, calls(2, 4), { from: 2 }), READ)
    const next = batch(P0, calls(4, 6), { from: 4 })
    await expect(archive.take(next, READ)).rejects.toThrow('Bug')
    expect(commits).toEqual([])
  })
})

describe('a record that cannot be archived', () => {
  it('is a dead letter before its offset is committed, and the rest goes on', async () => {
    const { archive, store, letters, commits } = setUp()
    const poison = record({}, { offset: 1n, value: Buffer.from('{"kind":') })
    const records = [record(sample.voice()), poison, record(sample.data(), { offset: 2n })]
    await archive.take({ ...P0, records, lastOffset: 2n }, READ)
    await archive.flush()
    expect(letters).toEqual([
      { from: P0, refusal: { record: poison, class: 'decode', reason: 'not JSON' } },
    ])
    expect(store.rows('usage')).toHaveLength(2)
    expect(commits).toEqual([['card.events/0@3']])
  })

  it('holds the commit until its dead letter is kept', async () => {
    const { archive, deadLetters, commits } = setUp()
    const kept = Promise.withResolvers<void>()
    deadLetters.keep = () => kept.promise
    await archive.take(batch(P0, [{ kind: 'new' }]), READ)
    const flushing = archive.flush()
    await new Promise(setImmediate)
    expect(commits).toEqual([])
    kept.resolve()
    await flushing
    expect(commits).toEqual([['card.events/0@1']])
  })

  it('is found among many when the store refuses its row', async () => {
    const { archive, store, letters, stored, commits } = setUp()
    const poisonIds = new Set(['e-7', 'e-40', 'e-41'])
    store.refuse((row) => 'eventId' in row && poisonIds.has(row.eventId))
    await archive.take(batch(P0, calls(0, 30)), READ)
    await archive.take(batch(P1, calls(30, 50)), READ)
    await archive.flush()
    expect(store.rows('usage')).toHaveLength(47)
    expect(letters.map(({ from, refusal }) => [from.partition, refusal.record.offset])).toEqual([
      [0, 7n],
      [1, 10n],
      [1, 11n],
    ])
    expect(letters[0]?.refusal).toMatchObject({ class: 'semantic', reason: 'refused' })
    expect(stored).toEqual(['usage 47'])
    expect(commits).toEqual([['card.events/0@30', 'card.events/1@20']])
  })

  it('is none twice when it stands in dead.letters itself', async () => {
    const { archive, store, letters, lost, commits } = setUp()
    store.refuse(() => true)
    const at = { topic: 'dead.letters', partition: 0 }
    await archive.take(batch(at, [{}, {}]), READ)
    await archive.flush()
    expect(letters).toEqual([])
    expect(lost).toHaveLength(2)
    expect(commits).toEqual([['dead.letters/0@2']])
  })
})
