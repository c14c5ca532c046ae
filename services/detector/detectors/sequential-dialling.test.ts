import { expect, test } from 'vitest'
import {
  alertsOf,
  call,
  judgeUnderPolicy,
  MINUTE_MS,
  ordinary,
  TEN,
  telesales,
  times,
} from '../../../test/support/builders.ts'

const ID = 'sequential-dialling'
/** Calls over numbers, each in the block that is told of it. */
const calls = (count: number, callees: number, blockOf: (n: number) => string) =>
  times(count, (n) =>
    call({
      eventTime: TEN + n * MINUTE_MS,
      peer: `t1:p${n % callees}`,
      peerBlock: blockOf(n),
    }),
  )
const oneBlock = () => '1380731'

test('watches the tenth call in a row to another number of one block', () => {
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...calls(9, 9, oneBlock)))).toEqual([])
  const outputs = judgeUnderPolicy(ordinary(), ...calls(10, 10, oneBlock))
  expect(alertsOf(ID, outputs)).toMatchObject([{ mode: 'shadow', severity: 'high' }])
  expect(alertsOf(ID, judgeUnderPolicy(telesales(), ...calls(10, 10, oneBlock)))).toHaveLength(1)
})

test('watches a card most of whose numbers lie in one block', () => {
  const mixed = (ofBlock: number) => (n: number) => (n % 20 < ofBlock ? '1380731' : `150${n}`)
  const scattered = (ofBlock: number) => (n: number) => mixed(ofBlock)((n * 7) % 20)
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...calls(20, 20, scattered(12))))).toEqual([])
  const outputs = judgeUnderPolicy(ordinary(), ...calls(20, 20, scattered(13)))
  expect(alertsOf(ID, outputs)).toHaveLength(1)
  const few = calls(19, 19, scattered(13))
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...few))).toEqual([])
})

test.each([
  ['redialling one busy number', calls(30, 1, oneBlock)],
  ['trying two lines of one office in turn', calls(30, 2, oneBlock)],
  ['numbers whose block is not told', calls(30, 30, () => '').map(withoutBlock)],
])('is quiet about %s', (_name, records) => {
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...records))).toEqual([])
})

function withoutBlock(record: Readonly<Record<string, unknown>>) {
  return { ...record, peerBlock: null }
}
