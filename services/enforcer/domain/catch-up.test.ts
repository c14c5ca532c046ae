import { expect, test } from 'vitest'
import { HOUR, log, proposal, run, T0 } from '../testing/records.ts'
import { CatchUp } from './catch-up.ts'

const held = run([proposal()]).outputs
const [record] = log([proposal()])
const appendedAt = record?.timestamp ?? 0

function caughtUp(logTime: number, brokerTime: number) {
  const catchUp = new CatchUp()
  if (record) catchUp.add(held, record, T0)
  catchUp.forget(logTime, brokerTime)
  return catchUp.outputs()
}

test('writes again what is less than an hour old', () => {
  expect(held).toMatchObject([{ type: 'audit' }])
  expect(caughtUp(T0 + HOUR - 1, appendedAt + HOUR - 1)).toEqual(held)
})

test('writes again what came while no enforcer moved log time, and what came by fast time', () => {
  expect(caughtUp(T0, appendedAt + 9 * HOUR)).toEqual(held)
  expect(caughtUp(T0 + 9 * HOUR, appendedAt)).toEqual(held)
})

test('leaves alone what an earlier life has written', () => {
  expect(caughtUp(T0 + HOUR, appendedAt + HOUR)).toEqual([])
})
