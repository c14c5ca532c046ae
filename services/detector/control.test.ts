import { expect, test } from 'vitest'
import {
  alertsOf,
  call,
  data,
  HOUR_MS,
  ICCID,
  judgeAll,
  judgeUnderPolicy,
  log,
  MINUTE_MS,
  ordinary,
  policy,
  profile,
  stepsOf,
  TEN,
  tick,
  times,
} from '../../test/support/builders.ts'
import { Partition } from './partition.ts'
import { judgeRecord } from './pipeline.ts'

const VOICE = 'voice-on-data-card'
const burst = times(31, (n) => call({ eventTime: TEN + n }))
const snooze = (detector: string, fields = {}) => ({
  kind: 'snooze',
  iccid: ICCID,
  eventTime: TEN,
  detector,
  until: TEN + HOUR_MS,
  reason: 'known campaign',
  by: 'u-17',
  ...fields,
})

test('a record from the future is quarantined, once a tick has told the time', () => {
  const future = call({ eventTime: TEN + 11 * MINUTE_MS })
  expect(judgeUnderPolicy(profile(), tick(TEN), future)).toMatchObject([{ type: 'quarantined' }])
  expect(alertsOf(VOICE, judgeUnderPolicy(profile(), future))).toHaveLength(1)
  const near = call({ eventTime: TEN + 10 * MINUTE_MS })
  expect(alertsOf(VOICE, judgeUnderPolicy(profile(), tick(TEN), near))).toHaveLength(1)
})

test('a quarantined record leaves no trace: what comes after is not late', () => {
  const future = call({ eventTime: TEN + 900 * HOUR_MS })
  const outputs = judgeUnderPolicy(profile(), tick(TEN), future, call())
  expect(outputs.map(({ type }) => type)).toEqual(['quarantined', 'alert', 'proposal', 'proposal'])
})

test("a tick ahead of the broker's clock moves no time", () => {
  const partition = new Partition(0)
  const [raw] = log([tick(TEN)])
  if (!raw) throw new Error('no record')
  const stamped = (timestamp: number) => judgeRecord({ ...raw, timestamp }, partition)
  expect(stamped(TEN - MINUTE_MS - 1)).toMatchObject([{ type: 'quarantined' }])
  expect(partition.logTime).toBeUndefined()
  expect(stamped(TEN - MINUTE_MS)).toEqual([])
  expect(partition.logTime).toBe(TEN)
})

test('log time decides when a proposal is made and how long it holds, and never goes back', () => {
  const outputs = judgeUnderPolicy(profile(), tick(TEN + HOUR_MS), tick(TEN), call())
  const proposal = outputs.find(({ type }) => type === 'proposal')
  expect(proposal).toMatchObject({
    proposal: { decidedAt: TEN + HOUR_MS, expiresAt: TEN + 2 * HOUR_MS },
  })
})

test('a snooze silences a statistical finding while it lasts, by event time', () => {
  const quiet = snooze('call-burst')
  expect(alertsOf('call-burst', judgeUnderPolicy(ordinary(), quiet, ...burst))).toEqual([])
  const over = snooze('call-burst', { until: TEN + 1 })
  expect(alertsOf('call-burst', judgeUnderPolicy(ordinary(), over, ...burst))).toHaveLength(1)
})

test('a snooze on a hard breach leaves the alert and asks a person', () => {
  const outputs = judgeUnderPolicy(profile(), snooze(VOICE), call())
  expect(alertsOf(VOICE, outputs)).toHaveLength(1)
  expect(outputs.filter(({ type }) => type === 'proposal')).toMatchObject([
    { proposal: { needs: 'person' } },
    { proposal: { needs: 'person' } },
  ])
})

test('an undone stop ends the episode: the next breach is a new case', () => {
  const undone = {
    kind: 'enforcement',
    iccid: ICCID,
    eventTime: TEN + 1,
    commandId: '0'.repeat(26),
    action: 'resume',
    functions: null,
    completedAt: TEN + 1,
  }
  const outputs = judgeUnderPolicy(profile(), call(), undone, call({ eventTime: TEN + 2 }))
  expect(stepsOf(VOICE, outputs)).toEqual(['bar voice', 'suspend', 'bar voice', 'suspend'])
})

test('a late record is judged by the contract of its own time', () => {
  const closed = profile({ eventTime: TEN })
  const open = ordinary({ eventTime: TEN - HOUR_MS })
  const late = call({ eventTime: TEN - MINUTE_MS })
  const outputs = judgeUnderPolicy(open, closed, data({ eventTime: TEN + HOUR_MS }), late)
  expect(alertsOf(VOICE, outputs)).toEqual([])
})

test('a contract that differs only in its time changes nothing', () => {
  const again = profile({ eventTime: TEN + 1 })
  const outputs = judgeUnderPolicy(profile(), call(), again, call({ eventTime: TEN + 2 }))
  const ids = new Set(alertsOf(VOICE, outputs).map(({ alertId }) => alertId))
  expect(ids.size).toBe(1)
})

test('a higher policy is in force from its place on, a lower one never', () => {
  const version = (number: number, callsPer5Minutes: number) =>
    policy((document) => {
      document.version = `cn-default@${number}`
      const rule = document.detectors['call-burst']
      if (rule) rule.settings = { callsPer5Minutes }
    })
  const found = (...policies: readonly Record<string, unknown>[]) =>
    alertsOf('call-burst', judgeAll([...policies, ordinary(), ...burst])).length
  expect(found(version(1, 30), version(2, 99))).toBe(0)
  expect(found(version(2, 30), version(1, 99))).toBe(1)
})

test('the same version with other content is refused, and the one before stays', () => {
  const other = policy((document) => {
    document.common.silentDays = 1
  })
  expect(judgeAll([policy(), other, policy()])).toMatchObject([
    { type: 'deadLetter', class: 'semantic' },
  ])
})

test.each([
  ['broken JSON', '{"kind":', 'decode'],
  ['nothing', '', 'decode'],
  ['an unknown kind', '{"kind":"gossip"}', 'schema'],
  ['negative bytes', JSON.stringify(data({ bytesUplink: -1 })), 'schema'],
  ['a time outside 2000 to 2099', JSON.stringify(call({ eventTime: 1 })), 'schema'],
  ['a text for a number', JSON.stringify(call({ durationSeconds: '9' })), 'schema'],
  ['a peer in clear', JSON.stringify(call({ peer: '13800000000' })), 'schema'],
  ['a time zone nobody knows', JSON.stringify(profile({ timeZone: 'Mars/Olympus' })), 'schema'],
  ['a field named __proto__', JSON.stringify(call()).replace('"peer"', '"__proto__"'), 'schema'],
  ['2 MB', JSON.stringify(call({ apn: 'x'.repeat(2_000_000) })), 'oversize'],
])('%s is one dead letter that names no value', (_name, value, reason) => {
  const partition = new Partition(0)
  const outputs = judgeRecord({ offset: 1n, timestamp: 0, value }, partition)
  expect(outputs).toMatchObject([{ type: 'deadLetter', class: reason, offset: 1n }])
  expect(JSON.stringify(outputs[0], (_, v) => String(v))).not.toContain('13800000000')
  expect(partition.counts).toMatchObject({ deadLetter: 1, folded: 0 })
  expect(partition.book.changedCount).toBe(0)
})

test('more than 4,096 ids of one card raise its horizon, so that nothing is counted twice', () => {
  const many = times(4_200, (n) => data({ eventId: `d${n}`, eventTime: TEN + n }))
  const again = judgeUnderPolicy(profile(), ...many, ...many.slice(0, 10))
  expect(again.filter(({ type }) => type === 'late')).toHaveLength(10)
})
