import fc from 'fast-check'
import { expect, test } from 'vitest'
import { log } from '../../../test/support/builders.ts'
import type { CardBook } from '../card/card-book.ts'
import { PlainBook } from '../card/plain-book.ts'
import { encodeChanges, restorePartition } from '../checkpoint.ts'
import { Partition } from '../partition.ts'
import { judgeRecord } from '../pipeline.ts'
import type { FeatureRow, Output, StateEntry } from '../ports.ts'
import { type HistoryRecord, history, stretches, touchy } from './testing/histories.ts'

/** As many histories as the engine is held against the oracle on, in every run. */
const HISTORIES = Number(process.env['HISTORIES'] ?? 5_000)

const utf8 = new TextEncoder()

/** Undefined: the columns, as in production. */
type Engine = () => CardBook | undefined

/** Judges a log in pieces; after each, rows are taken and the state goes over a checkpoint. */
function judgeIn(engine: Engine, history: readonly HistoryRecord[], size: number) {
  const begin = () => {
    const book = engine()
    return new Partition(0, book && { book })
  }
  let partition = begin()
  const entries = new Map<string, StateEntry['payload']>()
  const rows = new Map<string, FeatureRow>()
  const outputs: Output[] = []
  const raws = log([touchy, ...history]).map((raw) => ({
    ...raw,
    value: utf8.encode(String(raw.value)),
  }))
  for (let start = 0; start < raws.length; start += size) {
    for (const raw of raws.slice(start, start + size)) outputs.push(...judgeRecord(raw, partition))
    for (const row of partition.takeRows()) {
      rows.set(`${row.iccid}/${row.windowKind}/${row.windowStart}`, row)
    }
    if (size >= raws.length) break
    const changed = encodeChanges(partition)
    for (const { key, payload, isDeleted } of changed) {
      if (isDeleted) entries.delete(key)
      else entries.set(key, payload)
    }
    const saved = [...entries].map(([key, payload]) => ({ key, payload }))
    partition = restorePartition(0, saved, engine())
  }
  return { outputs, rows: new Map([...rows].sort()), counts: partition.counts }
}

const columns: Engine = () => undefined
const plain: Engine = () => new PlainBook()

test('the columns say what the plain cards say: every output, every row, every count', () => {
  fc.assert(
    fc.property(history, (records) => {
      const expected = judgeIn(plain, records, Number.POSITIVE_INFINITY)
      const found = judgeIn(columns, records, Number.POSITIVE_INFINITY)
      expect(found.outputs).toEqual(expected.outputs)
      expect(found.rows).toEqual(expected.rows)
      expect(found.counts).toEqual(expected.counts)
    }),
    { numRuns: HISTORIES },
  )
}, 300_000)

test('they say the same of long stretches of use, in which little is looked at', () => {
  fc.assert(
    fc.property(stretches, (records) => {
      const expected = judgeIn(plain, records, Number.POSITIVE_INFINITY)
      const found = judgeIn(columns, records, Number.POSITIVE_INFINITY)
      expect(found.outputs).toEqual(expected.outputs)
      expect(found.rows).toEqual(expected.rows)
    }),
    { numRuns: Math.ceil(HISTORIES / 5) },
  )
}, 300_000)

test('where a batch or a checkpoint of the columns ends changes nothing', () => {
  fc.assert(
    fc.property(history, fc.integer({ min: 1, max: 30 }), (records, size) => {
      const whole = judgeIn(columns, records, Number.POSITIVE_INFINITY)
      const cut = judgeIn(columns, records, size)
      expect(cut.outputs).toEqual(whole.outputs)
      expect(cut.rows).toEqual(whole.rows)
      expect(cut.counts).toEqual(whole.counts)
    }),
    { numRuns: Math.ceil(HISTORIES / 10) },
  )
}, 120_000)
