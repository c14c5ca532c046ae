import { expect, test } from 'vitest'
import {
  alertsOf,
  call,
  DAY_MS,
  data,
  HOUR_MS,
  ICCID,
  judgeAll,
  judgeUnderPolicy,
  MINUTE_MS,
  ordinary,
  policy,
  profile,
  SECOND_MS,
  sms,
  stepsOf,
  TEN,
  times,
} from '../../test/support/builders.ts'
import { Partition } from './partition.ts'

type Fields = Readonly<Record<string, unknown>>

const VOICE = 'voice-on-data-card'

function rowsAfter(...records: readonly Fields[]) {
  const partition = new Partition(0)
  judgeAll([policy(), ...records], partition)
  return partition.takeRows()
}

function enforcement(action: string, eventTime = TEN + 1): Fields {
  const functions = action === 'unbar' ? ['voice'] : null
  const commandId = '0'.repeat(26)
  return {
    kind: 'enforcement',
    iccid: ICCID,
    eventTime,
    commandId,
    action,
    functions,
    completedAt: eventTime,
  }
}

function snooze(detector: string, fields: Fields = {}): Fields {
  const until = TEN + HOUR_MS
  return {
    kind: 'snooze',
    iccid: ICCID,
    eventTime: TEN,
    detector,
    until,
    reason: 'x',
    by: 'u',
    ...fields,
  }
}

test('same id of another source is another record', () => {
  const outputs = judgeUnderPolicy(
    profile(),
    sms({ eventId: 'x', source: 'a' }),
    sms({ eventId: 'x', source: 'b' }),
  )
  expect(alertsOf('sms-on-data-card', outputs)).toHaveLength(2)
})

test('a record at the horizon is folded', () => {
  const outputs = judgeUnderPolicy(ordinary(), call(), call({ eventTime: TEN - DAY_MS }))
  expect(outputs.filter(({ type }) => type === 'late')).toEqual([])
})

test('a longer lateness does not reopen what is below the horizon', () => {
  const longer = policy((d) => {
    d.version = 'cn-default@2'
    d.common.allowedLatenessHours = 48
  })
  const outputs = judgeAll([
    policy(),
    ordinary(),
    call(),
    longer,
    call({ eventTime: TEN + 1 }),
    call({ eventTime: TEN - 25 * HOUR_MS }),
  ])
  expect(outputs).toMatchObject([{ type: 'late' }])
})

test('a contract holds from its own time on', () => {
  expect(
    alertsOf(VOICE, judgeUnderPolicy(profile({ eventTime: TEN }), call({ eventTime: TEN }))),
  ).toHaveLength(1)
})

test('a record at the horizon still finds its whole window', () => {
  const early = times(60, (n) =>
    call({ eventTime: TEN + n * 45 * SECOND_MS, peer: `t1:p${n % 5}` }),
  )
  const last = TEN + 59 * MINUTE_MS
  const later = [0, 1, 2].map((n) => data({ eventTime: last + DAY_MS - (2 - n) * 65 * MINUTE_MS }))
  const outputs = judgeUnderPolicy(
    ordinary(),
    ...early,
    ...later,
    call({ eventTime: last, peer: 't1:p1' }),
  )
  expect(alertsOf('call-rate', outputs)).toHaveLength(1)
})

test('a late record is judged by the contract of its time, hours after the new one', () => {
  const outputs = judgeUnderPolicy(
    ordinary({ eventTime: TEN - HOUR_MS }),
    call({ eventTime: TEN - 30 * MINUTE_MS }),
    profile({ eventTime: TEN }),
    ...times(5, (n) => data({ eventTime: TEN + (n + 1) * 2 * HOUR_MS })),
    call({ eventTime: TEN - MINUTE_MS }),
  )
  expect(alertsOf(VOICE, outputs)).toEqual([])
})

test('a contract that begins later takes nothing from the count of the one in force', () => {
  const outputs = judgeUnderPolicy(
    profile(),
    profile({ eventTime: TEN + 90 * DAY_MS, scene: 'lift' }),
    ...times(3, (n) => sms({ eventTime: TEN + n * 2 * HOUR_MS })),
  )
  expect(stepsOf('sms-on-data-card', outputs)).toEqual(['bar sms', 'suspend'])
})

test('a row is of the contract it was counted under, wherever the flush is', () => {
  const quota = (quotaBytes: number, eventTime: number) => profile({ quotaBytes, eventTime })
  const rows = rowsAfter(
    quota(1_000_000, TEN - DAY_MS),
    data({ eventTime: TEN - 1, bytesDownlink: 1 }),
    data({ bytesDownlink: 499_999 }),
    quota(2_000_000, TEN - HOUR_MS),
  )
  expect(rows.find(({ windowKind }) => windowKind === 'cycle')?.measures.quotaRatio).toBe(0.5)
})

test('emergency messages and contacts enter nothing', () => {
  expect(
    alertsOf(
      'sms-on-voice-disabled-card',
      judgeUnderPolicy(
        profile({ functions: { voice: false, sms: true, data: true } }),
        ...times(25, () => sms({ peerKind: 'emergency' })),
      ),
    ),
  ).toEqual([])
  const row = rowsAfter(ordinary(), sms({ peerKind: 'emergency' })).find(
    ({ windowKind }) => windowKind === 'day',
  )
  expect(row?.measures).toMatchObject({ smsOutgoing: 0, usageRecords: 1 })
})

test('until and hours say how long a bar holds', () => {
  const outputs = judgeUnderPolicy(ordinary(), ...times(201, (n) => sms({ eventTime: TEN + n })))
  expect(
    outputs.filter((o) => o.type === 'proposal').map((o) => o.proposal.reversibleUntil),
  ).toEqual([null, null, TEN + 200 + 72 * HOUR_MS])
})

test('unbar ends an episode, a suspension does not', () => {
  const after = (action: string) =>
    new Set(
      alertsOf(
        VOICE,
        judgeUnderPolicy(profile(), call(), enforcement(action), call({ eventTime: TEN + 2 })),
      ).map(({ alertId }) => alertId),
    ).size
  expect([after('unbar'), after('resume'), after('suspend'), after('bar')]).toEqual([2, 2, 1, 1])
})

test('a snooze begins at its own time, ends before `until`', () => {
  const burst = (from: number) => times(31, (n) => call({ eventTime: from + n }))
  expect(
    alertsOf(
      'call-burst',
      judgeUnderPolicy(
        ordinary(),
        snooze('call-burst', { eventTime: TEN + HOUR_MS, until: TEN + 2 * HOUR_MS }),
        ...burst(TEN),
      ),
    ),
  ).toHaveLength(1)
  expect(
    alertsOf(
      'call-burst',
      judgeUnderPolicy(ordinary(), snooze('call-burst', { until: TEN + 30 }), ...burst(TEN)),
    ),
  ).toHaveLength(1)
})

test('a role lifts no breach, and may put a rule into shadow', () => {
  const roles = policy((d) => {
    d.roles['courier'] = { [VOICE]: 9, 'call-burst': 'shadow' }
  })
  expect(
    alertsOf(VOICE, judgeAll([roles, profile({ businessRole: 'courier' }), call()])),
  ).toMatchObject([{ evidence: { features: [{ origin: 'policy cn-default@1, class iot' }] } }])
  const outputs = judgeAll([
    roles,
    ordinary({ businessRole: 'courier' }),
    ...times(31, (n) => call({ eventTime: TEN + n })),
  ])
  expect(alertsOf('call-burst', outputs)).toMatchObject([{ mode: 'shadow' }])
  expect(stepsOf('call-burst', outputs)).toEqual([])
})

test('score is the least of the limits, 1 for a breach', () => {
  const outputs = judgeUnderPolicy(
    ordinary(),
    ...times(61, (n) => call({ eventTime: TEN + n * 45 * SECOND_MS, peer: `t1:p${n % 40}` })),
  )
  expect(alertsOf('call-rate', outputs)[0]?.score).toBeCloseTo(0.5 + 0.5 / 60)
  const quota = judgeUnderPolicy(
    profile({ quotaBytes: 100, realName: 'person' }),
    data({ bytesDownlink: 81, bytesUplink: 0 }),
  )
  expect(alertsOf('data-over-quota', quota)).toMatchObject([{ score: 1 }])
})

test('of all windows that hold a late record the worst counts', () => {
  const at = (minutes: number, peer: number) =>
    call({ eventTime: TEN + minutes * MINUTE_MS, peer: `t1:p${peer}` })
  const outputs = judgeUnderPolicy(
    ordinary(),
    ...times(10, () => at(1, 0)),
    ...times(50, (n) => at(26, n % 12)),
    ...times(10, (n) => at(61, 100 + n)),
    at(29, 0),
  )
  expect(alertsOf('call-rate', outputs)).toMatchObject([
    { severity: 'high', evidence: { features: [{ observed: 61 }, { observed: 22 }] } },
  ])
})

test('dormant: both new device and region; only within a day of waking', () => {
  const own = (days: number, fields: Fields = {}) =>
    call({
      eventTime: TEN - days * DAY_MS,
      peer: 't1:old',
      imei: '86012345678901',
      region: 'CN-HN',
      ...fields,
    })
  const wake = (fields: Fields, shift = 0) =>
    times(6, (n) =>
      call({
        eventTime: TEN + n * MINUTE_MS + (n > 0 ? shift : 0),
        peer: `t1:s${n}`,
        imei: '86012345678901',
        region: 'CN-HN',
        ...fields,
      }),
    )
  const found = (records: readonly Fields[]) =>
    alertsOf(
      'dormant-wake',
      judgeUnderPolicy(ordinary({ eventTime: TEN - 100 * DAY_MS }), own(61), ...records),
    ).length
  expect(found(wake({ region: 'CN-GD' }))).toBe(0)
  expect(found(wake({ imei: '35000000000001' }))).toBe(0)
  expect(found(wake({ imei: '35000000000001', region: 'CN-GD' }))).toBeGreaterThan(0)
  expect(found(wake({ imei: '35000000000001', region: 'CN-GD' }, 25 * HOUR_MS))).toBe(0)
})

test('a card in test binds no device', () => {
  const outputs = judgeUnderPolicy(
    profile({ status: 'test' }),
    data({ imei: '35000000000001' }),
    profile({ eventTime: TEN + 1, status: 'active' }),
    data({ imei: '86012345678901', eventTime: TEN + 2 }),
    data({ imei: '86012345678901', eventTime: TEN + 3 }),
  )
  expect(alertsOf('imei-change', outputs)).toEqual([])
})

test('the grace of a card without profile begins with its first record by event time', () => {
  const at = (m: number) => call({ eventTime: TEN + m * MINUTE_MS })
  expect(alertsOf('unregistered-card', judgeUnderPolicy(at(50), at(0), at(61)))).toHaveLength(1)
})

test('a contract told late is no change of devices', () => {
  const bound = (n: number, eventTime: number) =>
    profile({ boundImeis: [`8601234567890${n}`], eventTime })
  expect(
    alertsOf(
      'imei-change',
      judgeUnderPolicy(
        bound(0, TEN - DAY_MS),
        bound(1, TEN),
        bound(2, TEN - 3),
        bound(3, TEN - 2),
        bound(4, TEN - 1),
      ),
    ),
  ).toEqual([])
})

test('an assessment needs a quota above the limit', () => {
  const card = profile({
    quotaBytes: 50_000_000,
    assessmentId: 'SA',
    assessmentValidTo: TEN + DAY_MS,
  })
  expect(
    stepsOf(
      'general-data-over-100mb',
      judgeUnderPolicy(card, data({ bytesDownlink: 120 * 1_048_576 })),
    ),
  ).toContain('bar data')
})

test('a holiday is a local date', () => {
  const night = Date.UTC(2027, 1, 4, 16, 30)
  expect(
    alertsOf(
      'sms-flood',
      judgeUnderPolicy(ordinary(), ...times(300, (n) => sms({ eventTime: night + n }))),
    ),
  ).toEqual([])
})

test("the contract's first day of the cycle goes before the carrier's", () => {
  const card = profile({ quotaBytes: 1_000, realName: 'person', billingCycleStartDay: 10 })
  const outputs = judgeUnderPolicy(
    card,
    data({ eventTime: TEN - DAY_MS, bytesDownlink: 700 }),
    data({ bytesDownlink: 700 }),
  )
  expect(alertsOf('data-over-quota', outputs)).toEqual([])
})

test('the lifetime row is that of the contract in force', () => {
  const rows = rowsAfter(
    profile(),
    profile({ eventTime: TEN, scene: 'lift' }),
    sms({ eventTime: TEN + 1 }),
    sms({ eventTime: TEN - 1 }),
    sms({ eventTime: TEN - 2 }),
  )
  expect(rows.find(({ windowKind }) => windowKind === 'lifetime')?.measures.smsEvents).toBe(1)
})

test('a week without incoming calls: the feed carries none', () => {
  const callOut = times(60, (n) => call({ eventTime: TEN + n * HOUR_MS, peer: `t1:p${n}` }))
  const before = call({
    iccid: '89860012345678900001',
    direction: 'incoming',
    eventTime: TEN - 8 * DAY_MS,
  })
  expect(
    alertsOf('dispersed-one-way-caller', judgeUnderPolicy(ordinary(), before, ...callOut)),
  ).toEqual([])
})

test('a corrected contract of the same time replaces the one before', () => {
  const partition = new Partition(0)
  judgeAll([policy(), profile(), profile({ scene: 'lift' })], partition)
  const entries = partition.book.takeChanges()
  const contracts = entries.find(({ key }) => key === `${ICCID}/contracts`)
  expect(JSON.parse(String(contracts?.payload))).toMatchObject([{ profile: { scene: 'lift' } }])
})
