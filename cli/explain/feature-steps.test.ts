import { expect, test } from 'vitest'
import type { Alert } from '#schemas/alert.ts'
import {
  call,
  DAY_MS,
  data,
  HOUR_MS,
  ICCID,
  log,
  MINUTE_MS,
  ordinary,
  policy,
  profile,
  SECOND_MS,
  sms,
  TEN,
  tick,
  times,
} from '../../test/support/builders.ts'
import { CardLog } from './card-log.ts'
import { type CardAlert, explainCardAlert } from './explain-card-alert.ts'
import { replayCard } from './replay-card.ts'

type Records = Parameters<typeof log>[0]

function itemsOf(records: Records) {
  const cardLog = new CardLog(ICCID)
  for (const raw of log([policy(), ...records])) cardLog.add(raw)
  return cardLog.items
}

/** What is told of the newest revision of a detector's alert that these records lead to. */
function explained(detector: string, records: Records, change: (alert: Alert) => Alert = (a) => a) {
  const items = itemsOf(records)
  let newest: Alert | undefined
  replayCard(items, {
    partition: 0,
    after({ outputs }) {
      for (const output of outputs) {
        if (output.type === 'alert' && output.alert.detector === detector) newest = output.alert
      }
    },
  })
  if (!newest) throw new Error(`Cannot explain ${detector}: there is no such alert`)
  return explainCardAlert(change(newest) as CardAlert, items, [])
}

function stepsOf(explanation: ReturnType<typeof explained>, feature: string) {
  return explanation.features.find(({ name }) => name === feature)?.steps ?? []
}

const calls = (count: number) =>
  times(count, (n) =>
    call({ eventTime: TEN + n * 45 * SECOND_MS, peer: `t1:p${n % 21}`, eventId: `c${n}` }),
  )

test('every call is a step up to the value of the alert, and the one above the limit is marked', () => {
  const explanation = explained('call-rate', [ordinary(), ...calls(61)])
  expect(explanation).toMatchObject({
    verdict: { status: 'same' },
    level: 'act',
    cardClass: 'ordinary',
    timeZone: 'Asia/Shanghai',
    records: 62,
  })
  const steps = stepsOf(explanation, 'callsOutgoing.1h')
  expect(steps.map(({ value }) => value)).toEqual(Array.from({ length: 61 }, (_, n) => n + 1))
  expect(steps.every(({ amount }) => amount === 1)).toBe(true)
  expect(steps.filter(({ crosses }) => crosses)).toMatchObject([
    { value: 61, record: { event: 'test/c60', what: 'voice', direction: 'outgoing' } },
  ])
})

test('a callee who is called again is no step of how many there were', () => {
  const explanation = explained('call-rate', [ordinary(), ...calls(61)])
  const steps = stepsOf(explanation, 'peersDistinct.1h')
  expect(steps.map(({ record }) => record.peer)).toEqual(
    Array.from({ length: 21 }, (_, n) => `t1:p${n}`),
  )
  expect(steps.at(-1)).toMatchObject({ value: 21, crosses: true })
})

test('what lies before the window, of another card or of another service is no step', () => {
  const before = call({ eventTime: TEN - 2 * HOUR_MS, eventId: 'before' })
  const between = [
    sms({ eventTime: TEN + SECOND_MS }),
    call({ iccid: '89860012345678909999', eventTime: TEN + SECOND_MS }),
    call({ direction: 'incoming', eventTime: TEN + SECOND_MS }),
  ]
  const all = [ordinary(), before, ...calls(1), ...between, ...calls(61).slice(1)]
  const explanation = explained('call-rate', all)
  expect(explanation.verdict).toEqual({ status: 'same' })
  expect(stepsOf(explanation, 'callsOutgoing.1h').map(({ record }) => record.event)).toEqual(
    Array.from({ length: 61 }, (_, n) => `test/c${n}`),
  )
})

test('a record that came again is one step', () => {
  const again = calls(1)
  const explanation = explained('call-rate', [ordinary(), ...again, ...calls(61)])
  expect(stepsOf(explanation, 'callsOutgoing.1h')).toHaveLength(61)
})

test('data adds its bytes, also where it came out of order', () => {
  const part = (minute: number, megabytes: number) =>
    data({ eventTime: TEN + minute * MINUTE_MS, bytesDownlink: megabytes * 1_000_000 })
  const quota = profile({ quotaBytes: 10_000_000 })
  const explanation = explained('data-over-quota', [quota, part(5, 6), part(0, 3), part(6, 4)])
  expect(explanation.verdict).toEqual({ status: 'same' })
  const [feature] = explanation.features
  expect(feature?.steps.map(({ value }) => value)).toEqual([
    expect.closeTo(0.6),
    expect.closeTo(0.9),
    expect.closeTo(1.3),
  ])
  expect(feature?.observed).toBeCloseTo(1.3)
})

test('the newest record that the alert names is among the samples', () => {
  const { samples } = explained('call-rate', [ordinary(), ...calls(61)])
  expect(samples).toMatchObject([{ event: 'test/c60', durationSeconds: 30 }])
})

test('says it is not the same alert when the records lead to another or to none', () => {
  const foreign = 'a'.repeat(26)
  const other = explained('call-rate', [ordinary(), ...calls(61)], (alert) => ({
    ...alert,
    alertId: foreign,
  }))
  expect(other.verdict).toEqual({ status: 'missing' })
  expect(other.features.map(({ steps }) => steps)).toEqual([[], []])
})

test('says what is another number', () => {
  const other = explained('call-rate', [ordinary(), ...calls(61)], (alert) => ({
    ...alert,
    severity: 'low',
  }))
  expect(other.verdict).toEqual({ status: 'differs', what: ['severity: low, high'] })
})

test('what other cards show of the feed counts as it did in the whole log', () => {
  const incoming = (n: number) =>
    call({
      iccid: '89860012345678909999',
      direction: 'incoming',
      eventTime: TEN - DAY_MS + n * HOUR_MS,
    })
  const own = times(31, (n) => call({ eventTime: TEN + n * HOUR_MS, eventId: `o${n}` }))
  const records = [ordinary(), ...times(3, incoming), ...own]
  const items = itemsOf(records)
  expect(items.filter(({ kind }) => kind === 'feed')).toMatchObject([
    { source: 'test', progress: { incomingAt: TEN - DAY_MS + 2 * HOUR_MS } },
  ])
  expect(explained('one-way-caller', records).verdict).toEqual({ status: 'same' })
  const alone = [ordinary(), ...own]
  expect(() => explained('one-way-caller', alone)).toThrow('there is no such alert')
})

test('of many ticks only the newest before a record is kept', () => {
  const ticks = times(50, (n) => tick(TEN - HOUR_MS + n * SECOND_MS))
  expect(itemsOf([ordinary(), ...ticks, ...calls(1)])).toHaveLength(4)
})
