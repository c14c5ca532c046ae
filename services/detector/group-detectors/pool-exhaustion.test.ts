import { expect, test } from 'vitest'
import {
  alertsOf,
  DAY_MS,
  data,
  MINUTE_MS,
  profile,
  stepsOf,
  TEN,
  times,
} from '../../../test/support/builders.ts'
import { cardNumber, judgeGroups } from '../../../test/support/group-builders.ts'

const ID = 'pool-exhaustion'
const MIB = 1_048_576
const pooled = (n: number, fields: object = {}) =>
  profile({ iccid: cardNumber(n), pool: 'pool-12', quotaBytes: 10 * MIB, ...fields })
const use = (n: number, mebibytes: number, fields: object = {}) =>
  data({ iccid: cardNumber(n), bytesDownlink: mebibytes * MIB, ...fields })

test('warns above four fifths of what all cards bring, and tells again when it is used up', () => {
  const cards = times(2, (n) => pooled(n))
  expect(alertsOf(ID, judgeGroups(...cards, use(0, 8), use(1, 8)))).toEqual([])
  const outputs = judgeGroups(
    ...cards,
    use(0, 8),
    use(1, 9),
    use(1, 4, { eventTime: TEN + 10 * MINUTE_MS }),
  )
  const alerts = alertsOf(ID, outputs)
  expect([alerts[0], alerts.at(-1)]).toMatchObject([
    {
      group: { kind: 'pool', id: 'pool-12' },
      severity: 'medium',
      evidence: { features: [{ name: 'quotaRatio.cycle', observed: 0.85, threshold: 0.8 }] },
    },
    { severity: 'high', evidence: { features: [{ observed: 1.05, threshold: 1 }] } },
  ])
  expect(stepsOf(ID, outputs)).toEqual(['flag', 'flag'])
})

test('takes the pool’s own quota before the sum', () => {
  const cards = times(2, (n) => pooled(n, { poolQuotaBytes: 100 * MIB }))
  expect(alertsOf(ID, judgeGroups(...cards, use(0, 60)))).toEqual([])
  expect(alertsOf(ID, judgeGroups(...cards, use(0, 81)))).toHaveLength(1)
})

test('follows cards that leave the pool or end', () => {
  const left = judgeGroups(
    ...times(3, (n) => pooled(n)),
    pooled(1, { eventTime: TEN - DAY_MS, pool: null }),
    pooled(2, { eventTime: TEN - DAY_MS, status: 'terminated' }),
    use(0, 9),
  )
  expect(alertsOf(ID, left)).toMatchObject([{ evidence: { features: [{ observed: 0.9 }] } }])
})

test('begins anew with each billing cycle', () => {
  const outputs = judgeGroups(pooled(0), use(0, 8), use(0, 8, { eventTime: TEN + 30 * DAY_MS }))
  expect(alertsOf(ID, outputs)).toEqual([])
})

test('warns of one card that takes ten times the usual', () => {
  const cards = times(20, (n) => pooled(n, { quotaBytes: 1_000 * MIB }))
  const small = times(20, (n) => use(n, 2))
  expect(alertsOf(ID, judgeGroups(...cards, ...small, use(0, 18)))).toEqual([])
  const [alert] = alertsOf(ID, judgeGroups(...cards, ...small, use(0, 60)))
  expect(alert).toMatchObject({
    severity: 'medium',
    evidence: {
      features: [{ name: 'topCardShare.cycle' }, { name: 'cards.cycle', observed: 20 }],
      members: [cardNumber(0)],
    },
  })
})

test('compares no card with fewer than ten', () => {
  const cards = times(5, (n) => pooled(n, { quotaBytes: 1_000 * MIB }))
  expect(alertsOf(ID, judgeGroups(...cards, use(0, 600)))).toEqual([])
})

test('leaves out VoLTE, which is no data use', () => {
  expect(alertsOf(ID, judgeGroups(pooled(0), use(0, 20, { apn: 'ims' })))).toEqual([])
})
