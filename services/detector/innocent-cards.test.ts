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
  log,
  MINUTE_MS,
  ordinary,
  policy,
  profile,
  sms,
  stepsOf,
  TEN,
  telesales,
  tick,
  times,
} from '../../test/support/builders.ts'
import { encodeChanges, restorePartition } from './checkpoint.ts'
import { Partition } from './partition.ts'
import { judgeRecord } from './pipeline.ts'
import type { StateEntry } from './ports.ts'

// Each of these once cut off, or would have cut off, a card that had done nothing new.

type Fields = Readonly<Record<string, unknown>>

const VOICE = 'voice-on-data-card'
const OWN = '86012345678901'
const OTHER = '35000000000001'
const MEGABYTE = 1_000_000

function undone(eventTime: number, action = 'resume'): Fields {
  const commandId = '0'.repeat(26)
  return {
    kind: 'enforcement',
    iccid: ICCID,
    eventTime,
    commandId,
    action,
    functions: null,
    completedAt: eventTime,
  }
}

const quota = (bytes: number) => profile({ quotaBytes: bytes, realName: 'person' })

test('an emergency call trips nothing, whatever device it is made from', () => {
  const soldered = profile({
    boundImeis: [OWN],
    soldered: true,
    functions: { voice: true, sms: false, data: true },
  })
  const emergency = { peerKind: 'emergency', peer: null }
  expect(judgeUnderPolicy(soldered, call({ ...emergency, imei: OTHER }))).toEqual([])
  const later = call({ ...emergency, eventTime: TEN + 61 * MINUTE_MS })
  expect(judgeUnderPolicy(call(emergency), later)).toEqual([])
  const unbound = [call({ ...emergency, imei: OTHER }), data({ imei: OWN })]
  expect(alertsOf('imei-change', judgeUnderPolicy(profile(), ...unbound))).toEqual([])
})

test('after a person resumed the card, an incoming call brings no new suspension', () => {
  const incoming = call({ direction: 'incoming', eventTime: TEN + 2 * HOUR_MS })
  const outputs = judgeUnderPolicy(profile(), call(), undone(TEN + HOUR_MS), incoming)
  expect(stepsOf(VOICE, outputs)).toEqual(['bar voice', 'suspend', 'bar voice'])
})

test('a record from before the resume, come late, opens no new case', () => {
  const late = call({ eventTime: TEN - MINUTE_MS })
  const outputs = judgeUnderPolicy(
    profile(),
    call(),
    data({ eventTime: TEN + 3 * HOUR_MS }),
    undone(TEN + 2 * HOUR_MS),
    late,
  )
  expect(alertsOf(VOICE, outputs)).toHaveLength(1)
})

test('an undoing that is told twice ends one episode, not the next', () => {
  const outputs = judgeUnderPolicy(
    quota(100 * MEGABYTE),
    data({ bytesDownlink: 101 * MEGABYTE }),
    undone(TEN + 1, 'unbar'),
    data({ eventTime: TEN + 2 }),
    undone(TEN + 1, 'unbar'),
    data({ eventTime: TEN + 3 }),
  )
  const ids = new Set(alertsOf('data-over-quota', outputs).map(({ alertId }) => alertId))
  expect(ids.size).toBe(2)
})

test('an answered call is no finding of unanswered ones', () => {
  const calls = times(7, (n) => call({ eventTime: TEN + n, answered: false }))
  const [alert] = alertsOf('repeat-same-callee', judgeUnderPolicy(ordinary(), ...calls))
  const after = judgeUnderPolicy(ordinary(), ...calls, call({ eventTime: TEN + 8 }))
  expect(alertsOf('repeat-same-callee', after)).toHaveLength(1)
  expect(alert?.count).toBe(1)
})

test('a late record of a cycle that is over bars nobody in the next', () => {
  const february = Date.UTC(2026, 1, 28, 10)
  const outputs = judgeUnderPolicy(
    quota(100 * MEGABYTE),
    data({ eventTime: february - 1, bytesDownlink: 99 * MEGABYTE }),
    data({ eventTime: february + 16 * HOUR_MS, bytesDownlink: 10 }),
    tick(february + 16 * HOUR_MS),
    data({ eventTime: february, bytesDownlink: 2 * MEGABYTE }),
  )
  expect(alertsOf('data-over-quota', outputs).at(-1)).toMatchObject({ severity: 'high' })
  expect(stepsOf('data-over-quota', outputs)).toEqual(['flag'])
})

test('running totals without a session are refused: they would count again and again', () => {
  const totals = data({ bytesUplink: null, bytesDownlink: null, sessionBytesDownlink: MEGABYTE })
  expect(judgeUnderPolicy(quota(MEGABYTE), totals)).toMatchObject([
    { type: 'deadLetter', class: 'schema' },
  ])
})

test('a session that was silent for long counts anew, wherever a checkpoint was', () => {
  const silence = 34 * DAY_MS
  const totals = { bytesUplink: null, bytesDownlink: null, sessionId: 's' }
  const total = (ms: number, megabytes: number) =>
    data({ eventTime: TEN + ms, ...totals, sessionBytesDownlink: megabytes * MEGABYTE })
  const records = [
    policy(),
    quota(15 * MEGABYTE),
    total(0, 10),
    data({ eventTime: TEN + silence - 10 * MINUTE_MS }),
    data({ eventTime: TEN + silence + 10 * MINUTE_MS }),
    total(silence + 11 * MINUTE_MS, 0.5),
    total(silence + 12 * MINUTE_MS, 16),
  ]
  let partition = new Partition(0)
  const saved = new Map<string, StateEntry>()
  const cut = log(records).flatMap((raw) => {
    const outputs = judgeRecord(raw, partition)
    for (const entry of encodeChanges(partition)) saved.set(entry.key, entry)
    partition = restorePartition(0, saved.values())
    return outputs
  })
  expect(alertsOf('data-over-quota', cut)).toMatchObject([{ severity: 'high' }])
  expect(judgeAll(records)).toEqual(cut)
})

test('null and absent are the same contract', () => {
  const again = profile({ eventTime: TEN + 1, pool: null, reseller: null })
  const outputs = judgeUnderPolicy(profile(), call(), again, call({ eventTime: TEN + 2 }))
  expect(new Set(alertsOf(VOICE, outputs).map(({ alertId }) => alertId)).size).toBe(1)
})

test('the contract that corrects the list of devices raises no alert by itself', () => {
  const outputs = judgeUnderPolicy(
    profile({ boundImeis: [OWN] }),
    data({ imei: OTHER }),
    undone(TEN + 1, 'unbar'),
    profile({ boundImeis: [OTHER] }),
  )
  expect(stepsOf('imei-change', outputs)).toEqual(['bar data'])
})

test('the first list of devices is no change of it', () => {
  const bound = (n: number) => profile({ boundImeis: [`8601234567890${n}`], eventTime: TEN + n })
  expect(
    alertsOf('imei-change', judgeUnderPolicy(profile(), bound(1), bound(2), bound(3))),
  ).toEqual([])
})

test('an assessment without an end is in force', () => {
  const card = profile({ quotaBytes: 10_000 * MEGABYTE, assessmentId: 'SA-1' })
  const outputs = judgeUnderPolicy(card, data({ bytesDownlink: 105 * MEGABYTE }))
  expect(stepsOf('general-data-over-100mb', outputs)).toEqual(['flag'])
})

test('a plan that lists no hours says nothing of hours', () => {
  const outputs = judgeUnderPolicy(telesales({ telesales: { hours: [] } }), call())
  expect(alertsOf('calls-outside-hours', outputs)).toEqual([])
})

test('reports to a platform before the first policy are no messages to people', () => {
  const reports = times(3, () => sms({ peerKind: 'platform' }))
  const outputs = judgeAll([profile(), ...reports, policy(), sms({ eventTime: TEN + 1 })])
  expect(stepsOf('sms-on-data-card', outputs)).toEqual(['bar sms'])
})

test('who was known by the old token is no stranger under the new one', () => {
  const known = times(25, (n) => call({ direction: 'incoming', peer: `t1:p${n}` }))
  const renamed = times(25, (n) =>
    call({ eventTime: TEN + n, peer: `t2:q${n}`, peerPrevious: `t1:p${n}` }),
  )
  expect(alertsOf('stranger-burst', judgeUnderPolicy(ordinary(), ...known, ...renamed))).toEqual([])
})

test('the last hour of a holiday may be greeted through midnight', () => {
  const midnight = Date.UTC(2027, 1, 8, 16) // in Shanghai, the end of a listed day
  const messages = times(301, (n) => sms({ eventTime: midnight - 10_000 + n * 40 }))
  expect(alertsOf('sms-flood', judgeUnderPolicy(ordinary(), ...messages))).toEqual([])
})

test.each(['CST', 'IST', '+08:00'])(
  'a time zone named %s is refused, not fallen over',
  (timeZone) => {
    expect(judgeUnderPolicy(profile({ timeZone }))).toMatchObject([{ type: 'deadLetter' }])
  },
)

test('an ICCID of a hundred thousand F is refused at once', () => {
  const outputs = judgeUnderPolicy(call({ iccid: `${'F'.repeat(100_000)}0` }))
  expect(outputs).toMatchObject([{ type: 'deadLetter', class: 'schema' }])
})

test('a snooze of a detector that does not exist is refused', () => {
  const snooze = {
    kind: 'snooze',
    iccid: ICCID,
    eventTime: TEN,
    detector: 'x',
    until: TEN + 1,
    reason: 'r',
    by: 'u',
  }
  expect(judgeUnderPolicy(snooze)).toMatchObject([{ type: 'deadLetter', class: 'semantic' }])
})

test('a policy record that names another version than its document is refused', () => {
  expect(judgeAll([{ ...policy(), version: 'cn-default@9' }])).toMatchObject([
    { type: 'deadLetter', class: 'semantic' },
  ])
})

test('a run of unanswered calls over midnight is one alert of an ordinary card', () => {
  const midnight = Date.UTC(2026, 2, 10, 16)
  const calls = times(14, (n) => call({ eventTime: midnight + (n - 9) * 30_000, answered: false }))
  const alerts = alertsOf('repeat-same-callee', judgeUnderPolicy(ordinary(), ...calls))
  expect(new Set(alerts.map(({ alertId }) => alertId)).size).toBe(1)
})

test('evidence says when a limit is held against the contract', () => {
  const outputs = judgeUnderPolicy(quota(1_000), data({ bytesDownlink: 2_000 }))
  const [alert] = alertsOf('data-over-quota', outputs)
  expect(alert?.evidence.features[0]?.origin).toBe(
    `policy cn-default@1, class iot, quota of the contract of ${TEN - 30 * DAY_MS}`,
  )
})

/** The default policy with every rule that only watches made live. */
const allLive = policy((document) => {
  for (const rule of Object.values(document.detectors)) {
    for (const one of [rule, ...Object.values(rule.classes ?? {})]) {
      if (one.mode === 'shadow') one.mode = 'live'
    }
  }
})

const elsewhere = call({ iccid: '89860012345678900000', direction: 'incoming', eventTime: TEN })
const newCard = { activatedAt: TEN - DAY_MS }
const spread = (count: number, minutes: number, fields: (n: number) => Fields) =>
  times(count, (n) => call({ eventTime: TEN + n * minutes * MINUTE_MS, ...fields(n) }))
/** From door to door, with a message where nobody opens. */
const round = [
  ...spread(110, 4, (n) => ({ peer: `t1:door${n}`, durationSeconds: 8, cell: `c${n % 9}` })),
  ...times(60, (n) => sms({ eventTime: TEN + n * 5 * MINUTE_MS, peer: `t1:note${n}` })),
]

test.each([
  [
    'a teacher who calls the parents of a class in one evening',
    ordinary(),
    spread(40, 2.5, (n) => ({
      peer: `t1:parent${n}`,
      durationSeconds: 30 + ((n * 37) % 200),
      ...(n % 4 === 0 && { answered: false, durationSeconds: 0, releaseCause: 'noAnswer' }),
    })),
  ],
  [
    'a courier on a round, on the second day with a new card',
    ordinary({ ...newCard, businessRole: 'courier' }),
    round,
  ],
  [
    'an old person who redials a busy surgery',
    ordinary(),
    spread(45, 1, (n) => ({
      peer: `t1:surgery${n % 2}`,
      peerBlock: '0731888',
      answered: false,
      durationSeconds: 0,
      releaseCause: 'busy',
    })),
  ],
  [
    'an old person who calls the family from home and uses nothing else',
    ordinary(),
    spread(60, 120, (n) => ({ peer: `t1:child${n % 8}`, cell: '460-00-1' })),
  ],
  [
    'somebody who writes to everybody at New Year',
    ordinary(),
    times(80, (n) =>
      sms({ eventTime: Date.UTC(2027, 1, 6, 2) + n * MINUTE_MS, peer: `t1:friend${n}` }),
    ),
  ],
])('%s is no case for more than a flag, even with every rule live', (_who, card, records) => {
  expect(stepsBeyondFlag([card, elsewhere, ...records])).toEqual([])
})

test('a courier’s round is a case where nobody told the role', () => {
  const steps = stepsBeyondFlag([ordinary(newCard), elsewhere, ...round])
  expect(steps).toContain('new-card-rush reverify')
})

function stepsBeyondFlag(records: readonly Fields[]): string[] {
  return judgeAll([allLive, ...records])
    .flatMap((output) => (output.type === 'proposal' ? [output.proposal] : []))
    .filter(({ action }) => action !== 'flag')
    .map(({ detector, action }) => `${detector} ${action}`)
}
