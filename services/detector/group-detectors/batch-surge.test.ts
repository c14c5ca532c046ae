import { expect, test } from 'vitest'
import {
  alertsOf,
  call,
  DAY_MS,
  HOUR_MS,
  ordinary,
  policy,
  SECOND_MS,
  TEN,
  times,
} from '../../../test/support/builders.ts'
import {
  cardNumber,
  judgeFacts,
  judgeGroups,
  subtotal,
} from '../../../test/support/group-builders.ts'

const ID = 'batch-surge'
/** So many calls in the hour, as of one partition. */
const hour = (n: number, value: number, fields: object = {}) => {
  const start = TEN - 3 * DAY_MS + n * HOUR_MS
  const bucket = { start, end: start + HOUR_MS }
  return subtotal({ bucket, eventTime: start, value, ver: String(n + 1), ...fields })
}
const usual = times(30, (n) => hour(n, 100))

test('sees five times the usual calls, from five hundred on', () => {
  expect(alertsOf(ID, judgeFacts([policy(), ...usual, hour(30, 500)]))).toEqual([])
  const alerts = alertsOf(ID, judgeFacts([policy(), ...usual, hour(30, 501)]))
  expect(alerts).toMatchObject([
    {
      group: { kind: 'batch', id: 'b-1' },
      mode: 'shadow',
      severity: 'high',
      evidence: {
        features: [
          { observed: 501, threshold: 500, baseline: { median: 100, spread: 0 } },
          { observed: 501, threshold: 500, contribution: 0 },
        ],
      },
    },
  ])
})

test('adds up what the partitions have counted, each by its newest word', () => {
  const parts = [
    hour(30, 300, { partition: 0 }),
    hour(30, 200, { partition: 1, ver: '40' }),
    hour(30, 201, { partition: 1, ver: '41' }),
    hour(30, 100, { partition: 1, ver: '39' }),
  ]
  const alerts = alertsOf(ID, judgeFacts([policy(), ...usual, ...parts]))
  expect(alerts).toMatchObject([{ evidence: { features: [{ observed: 501 }, {}] } }])
})

test('has no usual hour before there were a day of hours with calls', () => {
  expect(alertsOf(ID, judgeFacts([policy(), ...usual.slice(7), hour(30, 5_000)]))).toEqual([])
})

test('names the busiest card of a batch that calls all at once', () => {
  const cards = times(30, (n) =>
    ordinary({ iccid: cardNumber(n), batch: 'b-1', reseller: 'mvno-7' }),
  )
  const before = times(30, (n) =>
    call({ iccid: cardNumber(n), eventTime: TEN - 40 * HOUR_MS + n * HOUR_MS }),
  )
  const surge = times(600, (n) =>
    call({
      iccid: cardNumber(n % 30),
      eventTime: TEN + n * 5 * SECOND_MS,
      peer: `t1:p${n}`,
    }),
  )
  const alerts = alertsOf(ID, judgeGroups(...cards, ...before, ...surge))
  expect(new Set(alerts.map(({ group }) => group?.kind))).toEqual(new Set(['batch', 'reseller']))
  expect(alerts[0]?.evidence.members).toHaveLength(1)
})
