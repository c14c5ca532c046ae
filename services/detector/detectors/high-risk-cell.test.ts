import { expect, test } from 'vitest'
import {
  alertsOf,
  call,
  judgeAll,
  judgeUnderPolicy,
  ordinary,
  policy,
  profile,
} from '../../../test/support/builders.ts'

const ID = 'high-risk-cell'
const listed = policy(({ lists }) => {
  lists.riskCells = ['460-00-1-7']
})
const here = (cell: string, fields = {}) => call({ cell, ...fields })

test('watches the first use in a listed cell', () => {
  const outputs = judgeAll([listed, ordinary(), here('460-00-1-7')])
  expect(alertsOf(ID, outputs)).toMatchObject([
    { severity: 'low', mode: 'shadow', exceptionId: 'UNEXPECTED_UE_LOCATION' },
  ])
})

test.each([
  ['the cell beside it', ordinary(), here('460-00-1-77')],
  ['a record without a cell', ordinary(), call()],
  ['an emergency call', ordinary(), here('460-00-1-7', { peerKind: 'emergency' })],
  ['an IoT card', profile(), here('460-00-1-7')],
])('is quiet about %s', (_name, contract, record) => {
  expect(alertsOf(ID, judgeAll([listed, contract, record]))).toEqual([])
})

test('finds nothing while the list is empty', () => {
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), here('460-00-1-7')))).toEqual([])
})
