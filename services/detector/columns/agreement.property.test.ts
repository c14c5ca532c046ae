import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PlainBook } from '../card/plain-book.ts'
import { history, stretches, touchy } from './testing/histories.ts'
import { type Engine, judgeIn } from './testing/judge-in.ts'
import { ownRules } from './testing/own-rules.ts'

/** As many histories as the engine is held against the oracle on, in every run. */
const HISTORIES = Number(process.env['HISTORIES'] ?? 5_000)

const columns: Engine = () => undefined
const plain: Engine = () => new PlainBook()

test('the columns say what the plain cards say: every output, every row, every count', () => {
  fc.assert(
    fc.property(history, (records) => {
      const expected = judgeIn(plain, [touchy, ...records], Number.POSITIVE_INFINITY)
      const found = judgeIn(columns, [touchy, ...records], Number.POSITIVE_INFINITY)
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
      const expected = judgeIn(plain, [touchy, ...records], Number.POSITIVE_INFINITY)
      const found = judgeIn(columns, [touchy, ...records], Number.POSITIVE_INFINITY)
      expect(found.outputs).toEqual(expected.outputs)
      expect(found.rows).toEqual(expected.rows)
    }),
    { numRuns: Math.ceil(HISTORIES / 5) },
  )
}, 300_000)

test('they say the same where no detector but rules of one’s own make a record be looked at', () => {
  fc.assert(
    fc.property(ownRules, stretches, (policy, records) => {
      const expected = judgeIn(plain, [policy, ...records], Number.POSITIVE_INFINITY)
      const found = judgeIn(columns, [policy, ...records], Number.POSITIVE_INFINITY)
      expect(found.outputs).toEqual(expected.outputs)
      expect(found.rows).toEqual(expected.rows)
    }),
    { numRuns: Math.ceil(HISTORIES / 10) },
  )
}, 300_000)

test('where a batch or a checkpoint of the columns ends changes nothing', () => {
  fc.assert(
    fc.property(history, fc.integer({ min: 1, max: 30 }), (records, size) => {
      const whole = judgeIn(columns, [touchy, ...records], Number.POSITIVE_INFINITY)
      const cut = judgeIn(columns, [touchy, ...records], size)
      expect(cut.outputs).toEqual(whole.outputs)
      expect(cut.rows).toEqual(whole.rows)
      expect(cut.counts).toEqual(whole.counts)
    }),
    { numRuns: Math.ceil(HISTORIES / 10) },
  )
}, 120_000)
