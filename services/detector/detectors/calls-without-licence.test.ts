import { expect, test } from 'vitest'
import {
  alertsOf,
  call,
  judgeUnderPolicy,
  ordinary,
  stepsOf,
  TEN,
  telesales,
} from '../../../test/support/builders.ts'

const ID = 'calls-without-licence'
const licensed = (plan = {}) => telesales({ telesales: { licenceNo: 'B2-00000001', ...plan } })

test('finds the first call without a licence; a person decides on a bar', () => {
  const outputs = judgeUnderPolicy(telesales(), call())
  expect(alertsOf(ID, outputs)).toMatchObject([{ severity: 'high', score: 1 }])
  expect(stepsOf(ID, outputs)).toEqual(['flag', 'bar voice'])
  const bar = outputs.findLast(
    (output) => output.type === 'proposal' && output.proposal.detector === ID,
  )
  expect(bar).toMatchObject({
    proposal: { action: 'bar', needs: 'person', reason: { code: 'DIANXIAO-2' } },
  })
})

test('counts from the moment the licence is over', () => {
  const card = licensed({ licenceValidTo: TEN })
  expect(alertsOf(ID, judgeUnderPolicy(card, call()))).toEqual([])
  expect(alertsOf(ID, judgeUnderPolicy(card, call({ eventTime: TEN + 1 })))).toHaveLength(1)
})

test.each([
  ['a licence without an end', licensed(), call()],
  ['who calls the card', telesales(), call({ direction: 'incoming' })],
  ['an emergency call', telesales(), call({ peerKind: 'emergency' })],
  ['a card that sells nothing', ordinary(), call()],
])('is quiet about %s', (_name, contract, record) => {
  expect(alertsOf(ID, judgeUnderPolicy(contract, record))).toEqual([])
})
