import { expect, test } from 'vitest'
import {
  alertsOf,
  call,
  HOUR_MS,
  judgeUnderPolicy,
  ordinary,
  TEN,
  times,
} from '../../../test/support/builders.ts'

const ID = 'callee-dispersion'
const calls = (count: number, callees: number) =>
  times(count, (n) => call({ eventTime: TEN + n * HOUR_MS, peer: `t1:p${n % callees}` }))

test('watches a card that calls another number nearly each time', () => {
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...calls(20, 14)))).toEqual([])
  const outputs = judgeUnderPolicy(ordinary(), ...calls(20, 15))
  expect(alertsOf(ID, outputs)).toMatchObject([{ mode: 'shadow', severity: 'medium' }])
  expect(alertsOf(ID, judgeUnderPolicy(...calls(20, 20)))).toHaveLength(1)
})

test('has no ratio below 20 calls', () => {
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...calls(19, 19)))).toEqual([])
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...calls(20, 20)))).toHaveLength(1)
})

test('stays in shadow for a courier, and says so', () => {
  const courier = ordinary({ businessRole: 'courier' })
  const outputs = judgeUnderPolicy(courier, ...calls(20, 20))
  expect(alertsOf(ID, outputs)[0]?.evidence.features[0]?.origin).toContain('courier shadow')
})
