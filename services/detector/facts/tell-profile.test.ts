import { expect, test } from 'vitest'
import {
  data,
  HOUR_MS,
  judgeUnderPolicy,
  profile,
  TEN,
  telesales,
  tick,
} from '../../../test/support/builders.ts'
import { type Fields, factsIn } from '../../../test/support/group-builders.ts'

const OTHER = '89860012345678901235'
/** What stands at the end, `pool-12 quotaBytes`. */
function standing(...records: readonly Fields[]): Record<string, number> {
  const facts = factsIn(judgeUnderPolicy(...records, tick(TEN)))
  return Object.fromEntries(
    facts.flatMap((fact) =>
      fact.kind === 'subtotal' && fact.bucket === null
        ? [[`${fact.group.id} ${fact.measure}`, fact.value] as const]
        : [],
    ),
  )
}
const pooled = (fields: object = {}) => profile({ pool: 'pool-12', quotaBytes: 100, ...fields })
const changed = (make: (fields: Fields) => Fields, fields = {}) =>
  make({ eventTime: TEN - HOUR_MS, ...fields })

test('adds up what the cards of a pool bring', () => {
  expect(standing(pooled(), pooled({ iccid: OTHER, quotaBytes: 50 }))).toEqual({
    'pool-12 cards': 2,
    'pool-12 quotaBytes': 150,
  })
})

test('follows a card to another pool, and out of one', () => {
  expect(standing(pooled(), changed(pooled, { pool: 'pool-13' }))).toEqual({
    'pool-12 cards': 0,
    'pool-12 quotaBytes': 0,
    'pool-12 poolQuotaBytes': 0,
    'pool-13 cards': 1,
    'pool-13 quotaBytes': 100,
  })
})

test('tells the pool’s own quota, and takes it back with the last card', () => {
  const own = { poolQuotaBytes: 1_000 }
  expect(standing(pooled(own))).toMatchObject({ 'pool-12 poolQuotaBytes': 1_000 })
  const ended = changed(pooled, { ...own, status: 'terminated' })
  expect(standing(pooled(own), ended)).toMatchObject({ 'pool-12 poolQuotaBytes': 0 })
})

test('adds up the calls that a tenant’s telesales cards plan', () => {
  const plan = (callsPerDay: number) => ({ telesales: { callsPerDay } })
  const other = telesales({ ...plan(30), iccid: OTHER })
  expect(standing(telesales(plan(200)), other)).toEqual({ 'acme-meters plannedCalls': 230 })
  expect(standing(telesales(plan(200)), changed(telesales, plan(20)), other)).toEqual({
    'acme-meters plannedCalls': 50,
  })
})

test('counts a profile that comes again only once', () => {
  const again = { ...pooled(), eventTime: TEN - 2 * HOUR_MS }
  expect(standing(pooled(), again, again)).toMatchObject({ 'pool-12 cards': 1 })
})

test('takes the newest contract, also when an older one comes after it', () => {
  const older = pooled({ eventTime: TEN - 1_000 * HOUR_MS, quotaBytes: 7 })
  expect(standing(pooled(), older)).toMatchObject({ 'pool-12 quotaBytes': 100 })
})

test('counts only the difference of running totals', () => {
  const session = (sessionBytesDownlink: number, minutes: number) =>
    data({
      sessionId: 's-1',
      bytesUplink: null,
      bytesDownlink: null,
      sessionBytesDownlink,
      eventTime: TEN + minutes * 60_000,
    })
  const outputs = judgeUnderPolicy(pooled(), session(500, 0), session(800, 1), tick(TEN + HOUR_MS))
  const bytes = factsIn(outputs).filter(
    (fact) => fact.kind === 'subtotal' && fact.measure === 'bytesTotal',
  )
  expect(bytes).toMatchObject([{ value: 800 }])
})
