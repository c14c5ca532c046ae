import { expect, test } from 'vitest'
import { alertsOf, call, HOUR_MS, ICCID, TEN, telesales } from '../../../test/support/builders.ts'
import { cardNumber, judgeGroups } from '../../../test/support/group-builders.ts'

const ID = 'called-after-refusal'
const other = telesales({ iccid: cardNumber(1) })
const refusal = (fields: object = {}) => ({
  kind: 'report',
  iccid: ICCID,
  eventTime: TEN,
  source: '12321',
  eventId: 'r1',
  report: 'refusal',
  peer: 't1:ada',
  ...fields,
})
const after = (fields: object = {}) => call({ eventTime: TEN + HOUR_MS, ...fields })

test('sees a call by another card of the tenant that was refused', () => {
  const outputs = judgeGroups(telesales(), other, refusal(), after({ iccid: cardNumber(1) }))
  expect(alertsOf(ID, outputs)).toMatchObject([
    {
      group: { kind: 'peer', id: 't1:ada' },
      tenant: 'acme-meters',
      mode: 'shadow',
      evidence: { members: [cardNumber(1)], requirement: 'OUTBOUND-3' },
    },
  ])
})

test('sees it too when the refusal is told after the call', () => {
  expect(alertsOf(ID, judgeGroups(telesales(), after(), refusal()))).toHaveLength(1)
})

test('takes the tenant from a refusal that names no card', () => {
  const told = refusal({ iccid: null, tenant: 'acme-meters' })
  expect(alertsOf(ID, judgeGroups(telesales(), told, after()))).toHaveLength(1)
})

test.each([
  ['a call before the refusal', [refusal(), call({ eventTime: TEN - HOUR_MS })]],
  ['another tenant', [refusal({ iccid: null, tenant: 'other' }), after()]],
  ['another peer', [refusal(), after({ peer: 't1:bob' })]],
  ['a refusal taken back', [refusal(), refusal({ eventTime: TEN + 1, valid: false }), after()]],
  ['a complaint', [refusal({ report: 'complaint' }), after()]],
])('is quiet for %s', (_name, records) => {
  expect(alertsOf(ID, judgeGroups(telesales(), ...records))).toEqual([])
})

test('is for telesales cards only', () => {
  const person = { ...telesales(), cardClass: 'ordinary' }
  expect(alertsOf(ID, judgeGroups(person, refusal(), after()))).toEqual([])
})
