import { expect, test } from 'vitest'
import {
  alertsOf,
  DAY_MS,
  data,
  judgeUnderPolicy,
  profile,
  stepsOf,
  TEN,
} from '../../../test/support/builders.ts'

const ID = 'general-data-over-100mb'
const MIB = 1_048_576
const mib = (count: number, fields = {}) =>
  data({ bytesUplink: 0, bytesDownlink: count * MIB, ...fields })

test('warns beyond 80 MiB of general data and bars data beyond 100', () => {
  const outputs = judgeUnderPolicy(profile(), mib(80), mib(1), mib(19), mib(1))
  expect(alertsOf(ID, outputs).map(({ severity }) => severity)).toEqual([
    'medium',
    'medium',
    'high',
  ])
  expect(stepsOf(ID, outputs)).toEqual(['flag', 'bar data'])
})

test('leaves a larger quota under an assessment in force to people', () => {
  const assessed = profile({
    quotaBytes: 500 * MIB,
    assessmentId: 'SA-1',
    assessmentValidTo: TEN + DAY_MS,
  })
  expect(stepsOf(ID, judgeUnderPolicy(assessed, mib(120)))).toEqual(['flag'])
})

test('does not care for an assessment that has run out', () => {
  const expired = profile({
    quotaBytes: 500 * MIB,
    assessmentId: 'SA-1',
    assessmentValidTo: TEN - DAY_MS,
  })
  expect(stepsOf(ID, judgeUnderPolicy(expired, mib(120)))).toEqual(['flag', 'bar data'])
})

test.each([
  ['a card registered to a person', profile({ realName: 'person' }), {}],
  ['directed data', profile({ directed: true }), {}],
  ['a record that says it is directed', profile(), { directed: true }],
])('is quiet about %s', (_name, contract, fields) => {
  expect(alertsOf(ID, judgeUnderPolicy(contract, mib(200, fields)))).toEqual([])
})
