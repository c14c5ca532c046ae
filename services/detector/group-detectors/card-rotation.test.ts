import { expect, test } from 'vitest'
import {
  alertsOf,
  call,
  DAY_MS,
  data,
  HOUR_MS,
  MINUTE_MS,
  ordinary,
  TEN,
  telesales,
  times,
} from '../../../test/support/builders.ts'
import { cardNumber, judgeGroups } from '../../../test/support/group-builders.ts'

const ID = 'card-rotation'
const seller = (n: number, callsPerDay: number | null) =>
  telesales({ iccid: cardNumber(n), telesales: { callsPerDay } })
const calls = (count: number, cards: number) =>
  times(count, (n) =>
    call({
      iccid: cardNumber(n % cards),
      eventTime: TEN + n * MINUTE_MS,
      peer: `t1:p${n}`,
    }),
  )

test('sees a tenant that calls more in a day than all its contracts plan', () => {
  const sellers = [seller(0, 20), seller(1, 20), seller(2, null)]
  expect(alertsOf(ID, judgeGroups(...sellers, ...calls(40, 3)))).toEqual([])
  expect(alertsOf(ID, judgeGroups(...sellers, ...calls(41, 3)))).toMatchObject([
    {
      group: { kind: 'tenant', id: 'acme-meters' },
      tenant: 'acme-meters',
      mode: 'shadow',
      evidence: {
        features: [{ name: 'callsOutgoing.day', observed: 41, threshold: 40 }],
        requirement: 'DIANXIAO-4',
      },
    },
  ])
})

test('begins anew each day, and has no limit where nothing is planned', () => {
  const days = [...calls(30, 1), ...calls(30, 1).map((one) => later(one, DAY_MS))]
  expect(alertsOf(ID, judgeGroups(seller(0, 40), ...days))).toEqual([])
  expect(alertsOf(ID, judgeGroups(seller(0, null), ...calls(100, 1)))).toEqual([])
})

test('follows the plans as contracts change', () => {
  const more = { ...seller(0, 60), eventTime: TEN - DAY_MS }
  expect(alertsOf(ID, judgeGroups(seller(0, 20), more, ...calls(50, 1)))).toEqual([])
})

test('sees more than five new cards in one device within a month', () => {
  const fresh = (n: number) =>
    ordinary({ iccid: cardNumber(n), activatedAt: TEN + n * 4 * DAY_MS - 2 * HOUR_MS })
  const use = (n: number) =>
    data({ iccid: cardNumber(n), imei: '86099999999999', eventTime: TEN + n * 4 * DAY_MS })
  expect(alertsOf(ID, judgeGroups(...times(5, fresh), ...times(5, use)))).toEqual([])
  expect(alertsOf(ID, judgeGroups(...times(6, fresh), ...times(6, use)))).toMatchObject([
    { group: { kind: 'imei' }, evidence: { features: [{ name: 'newCards.30d', observed: 6 }] } },
  ])
  const old = (n: number) => ({ ...fresh(n), activatedAt: TEN - 100 * DAY_MS })
  expect(alertsOf(ID, judgeGroups(...times(6, old), ...times(6, use)))).toEqual([])
})

function later(record: Readonly<Record<string, unknown>>, ms: number) {
  return {
    ...record,
    eventId: `later-${record['eventId']}`,
    eventTime: Number(record['eventTime']) + ms,
  }
}
