import { expect, test } from 'vitest'
import type { PolicyDocument } from '#schemas/policy-document.ts'
import { judgeBytes, judgedByBoth } from '../../../test/support/both-engines.ts'
import {
  alertsOf,
  call,
  DAY_MS,
  data,
  type Fields,
  HOUR_MS,
  ICCID,
  MINUTE_MS,
  ordinary,
  policy,
  profile,
  TEN,
  times,
} from '../../../test/support/builders.ts'
import { Partition } from '../partition.ts'
import { CONTACT_ROWS, KEPT_WORDS, ROOM_SCREEN } from './card-head.ts'
import { TOTALS } from './recent-rows.ts'

const PREMIUM = { peerBlock: '900' }
const at = (minute: number, fields: object = {}) =>
  data({ eventTime: TEN + minute * MINUTE_MS, bytesDownlink: 1_000, ...fields })
const stranger = (minute: number, n: number) =>
  call({ eventTime: TEN + minute * MINUTE_MS, peer: `t1:s${n}` })

/** Other detectors look at records as well, and hide that this one would not. */
function silenceAllBut(kept: string, { detectors }: PolicyDocument): void {
  for (const id of Object.keys(detectors)) if (id !== kept) delete detectors[id]
}

test('looks again when a region comes back that its window had lost', () => {
  const days = 2.5 * 24 * 60
  const away = [at(0, { region: 'CN-GD' }), at(days, { region: 'CN-HN' })]
  const settled = times(9, (n) => at(days + 10 + n, { region: 'CN-HB' }))
  const back = at(days + 60, { region: 'CN-GD' })
  const head = [policy(), ordinary(), ...away, ...settled]
  expect(alertsOf('region-jump', judgedByBoth(head))).toEqual([])
  expect(alertsOf('region-jump', judgedByBoth([...head, back]))).toHaveLength(1)
})

test('looks again when a silence ends, however short it is', () => {
  const rules = policy((document) => {
    document.common.silentDays = 0.02
  })
  const calls = times(12, (n) => stranger(n * 5, n))
  const woken = [at(200), stranger(201, 50), stranger(202, 51)]
  const outputs = judgedByBoth([rules, ordinary(), ...calls, ...woken])
  expect(alertsOf('dormant-wake', outputs).map(({ count }) => count)).toEqual([1, 2])
})

test('looks at each record of a card that has had alerts on too many days', () => {
  const bursts = times(3 * 20, (n) => stranger(Math.floor(n / 20) * 24 * 60 + (n % 20) / 5, n))
  const use = times(9, (n) => at(2 * 24 * 60 + 180 + n))
  const outputs = judgedByBoth([policy(), ordinary(), ...bursts, ...use])
  const counts = alertsOf('repeat-offender', outputs).map(({ count }) => count)
  expect(counts).toEqual([1, 2, 4, 8])
})

test('looks at the record that uses the last of the room, of calls, bytes and seconds', () => {
  const rules = policy()
  const calls = times(61, (n) => call({ eventTime: TEN + n * 30_000, peer: `t1:p${n % 3}` }))
  expect(alertsOf('call-rate', judgedByBoth([rules, ordinary(), ...calls]))).toHaveLength(1)
  expect(alertsOf('call-rate', judgedByBoth([rules, ordinary(), ...calls.slice(1)]))).toEqual([])
  const hour = (n: number, fields: object) => ({ eventTime: TEN + n * HOUR_MS, ...fields })
  const long = times(11, (n) => call(hour(n, { durationSeconds: 3_600 })))
  expect(alertsOf('high-usage', judgedByBoth([rules, ordinary(), ...long]))).toHaveLength(1)
  expect(alertsOf('high-usage', judgedByBoth([rules, ordinary(), ...long.slice(1)]))).toEqual([])
  const GIB = 1_073_741_824
  const much = times(21, (n) => data(hour(n / 2, { bytesDownlink: n < 20 ? GIB : 1 })))
  expect(alertsOf('high-usage', judgedByBoth([rules, ordinary(), ...much]))).toHaveLength(1)
  expect(alertsOf('high-usage', judgedByBoth([rules, ordinary(), ...much.slice(1)]))).toEqual([])
})

test('looks at the call that is too many for the card’s own usual day', () => {
  const days = (counts: readonly number[]) =>
    counts.flatMap((count, day) =>
      times(count, (n) =>
        call({ eventTime: TEN + (day - counts.length) * DAY_MS + n * MINUTE_MS, peer: `t1:p${n}` }),
      ),
    )
  const usual = days([20, 30, 40, 20, 30, 40, 30])
  const today = (count: number) =>
    times(count, (n) => call({ eventTime: TEN + n * 2 * MINUTE_MS, peer: `t1:q${n % 9}` }))
  const alone = policy((document) => silenceAllBut('own-baseline-shift', document))
  const judge = (count: number) => judgedByBoth([alone, ordinary(), ...usual, ...today(count)])
  expect(alertsOf('own-baseline-shift', judge(118))).toEqual([])
  expect(alertsOf('own-baseline-shift', judge(119))).toHaveLength(1)
})

test('looks at the record that is too much for the card’s own usual day', () => {
  const MIB = 1_048_576
  const usual = times(8, (day) => at((day - 8) * 24 * 60, { bytesDownlink: 2 * MIB }))
  const today = (last: number) =>
    times(20, (n) => at(n, { bytesDownlink: n < 19 ? MIB : last, bytesUplink: 0 }))
  const judge = (last: number) => judgedByBoth([policy(), profile(), ...usual, ...today(last)])
  expect(alertsOf('data-spike', judge(MIB))).toEqual([])
  expect(alertsOf('data-spike', judge(MIB + 20_000))).toHaveLength(1)
})

test('looks at the record that shows the card far away, and at those near by only in passing', () => {
  const step = (n: number) => ({ latitude: 28.2 + n / 1_000, longitude: 112.97 })
  const near = times(12, (n) => at(n, step(n)))
  const far = at(20, { latitude: 39.9, longitude: 116.4 })
  const after = times(5, (n) => at(21 + n))
  const outputs = judgedByBoth([policy(), ordinary(), ...near, far, ...after])
  expect(alertsOf('impossible-travel', outputs).map(({ count }) => count)).toEqual([1])
})

test('looks at a record of which no single part is rare, where a rule asks for more than that', () => {
  const rules = policy((document) => {
    document.rules['chatty-premium'] = {
      classes: ['ordinary'],
      mode: 'live',
      severity: 'low',
      family: 'calling',
      conditions: [
        { feature: 'premiumCalls.1h', above: 0 },
        { feature: 'callsOutgoing.1h', above: 14 },
      ],
      reason: { en: '{0} premium calls, {1} calls', zh: '声讯 {0} 次，主叫 {1} 次' },
    }
    document.lists.premiumPrefixes = ['9']
    silenceAllBut('chatty-premium', document)
  })
  const calls = times(16, (n) =>
    call({ eventTime: TEN + n * 3 * MINUTE_MS, peer: `t1:p${n % 3}`, ...(n === 0 && PREMIUM) }),
  )
  const counts = (records: readonly Fields[]) =>
    alertsOf('chatty-premium', judgedByBoth([rules, ordinary(), ...records])).length
  expect(counts(calls.slice(0, 14))).toBe(0)
  expect(counts(calls.slice(0, 15))).toBe(1)
})

test('takes what went the long way out of the room as well', () => {
  const GIB = 1_073_741_824
  const use = times(21, (n) => ({
    ...at(n * 30, { bytesDownlink: n < 20 ? GIB : 1 }),
    ...(n >= 10 && n < 20 && { ratType: '第五代' }),
  }))
  expect(alertsOf('high-usage', judgedByBoth([policy(), ordinary(), ...use]))).toHaveLength(1)
})

test('is neither taken into a checkpoint, nor are the totals that are carried along', () => {
  const partition = new Partition(0)
  const use = times(40, (n) => stranger(n, n))
  judgeBytes([policy(), ordinary(), ...use], partition)
  const card = partition.book.takeChanges().find(({ key }) => key === ICCID)
  const payload = Buffer.from(card?.payload ?? '')
  const words = new Int32Array(payload.length / 4)
  Buffer.from(words.buffer).set(payload)
  expect(ROOM_SCREEN).toBeGreaterThanOrEqual(KEPT_WORDS)
  expect(words[CONTACT_ROWS]).toBeGreaterThan(0)
  expect(words[KEPT_WORDS + TOTALS]).toBe(0)
})

test('tells a new card from an old one under the same contract', () => {
  const old = '89860012345678900009'
  const contracts = [
    ordinary({ iccid: old, activatedAt: TEN - 90 * DAY_MS }),
    ordinary({ activatedAt: TEN - DAY_MS }),
  ]
  const use = times(40, (n) => ({
    ...stranger(n / 10, Math.floor(n / 2)),
    ...(n % 2 === 0 && { iccid: old }),
  }))
  const outputs = judgedByBoth([policy(), ...contracts, ...use])
  const cards = new Set(alertsOf('new-card-rush', outputs).map(({ iccid }) => iccid))
  expect(cards).toEqual(new Set([ICCID]))
})

test('judges a card by the words for its own pool', () => {
  const storm = (recordsPer10Minutes: number) => ({
    detectors: { 'session-storm': { settings: { recordsPer10Minutes, recordsPerDay: 2_000 } } },
  })
  const rules = policy(({ groups }) => {
    groups['pool:p-1'] = storm(3)
    groups['pool:some'] = storm(1)
  })
  const use = times(20, (n) => at(n / 10))
  const inPool = (pool: string) =>
    alertsOf('session-storm', judgedByBoth([rules, profile({ pool }), ...use]))
  expect(inPool('p-1')[0]?.evidence.features[0]).toMatchObject({ observed: 4, threshold: 3 })
  expect(inPool('p-9')).toEqual([])
})

test('counts a day rightly after a silence in which older calls were dropped', () => {
  const before = times(31, (n) => stranger(n, n % 4))
  const after = times(30, (n) => stranger(62 * 60 + n * 11, n % 4))
  judgedByBoth([policy(), ordinary(), ...before, ...after])
})

test('tells groups of a device that is no placeholder any more', () => {
  const lists = (placeholderImeis: readonly string[], version: number) => ({
    ...policy((document) => {
      document.lists.placeholderImeis = [...placeholderImeis]
      document.version = `cn-default@${version}`
    }),
    ...(version > 1 && { eventTime: TEN + MINUTE_MS }),
  })
  const imei = '860123456789012'
  const use = [0, 2, 90, 200].map((minute) => at(minute, { imei }))
  const [first, ...rest] = use
  const records = [lists([imei.slice(0, 14)], 1), ordinary(), first ?? at(0), lists([], 2), ...rest]
  const facts = judgedByBoth(records).filter(({ type }) => type === 'fact')
  expect(facts).toHaveLength(2)
})

test('is found again for a contract that closes what the one before allowed', () => {
  const open = ordinary()
  const closed = profile({ eventTime: TEN + HOUR_MS })
  const use = times(20, (n) => at(n))
  const outputs = judgedByBoth([policy(), open, ...use, closed, stranger(61, 1)])
  expect(alertsOf('voice-on-data-card', outputs)).toHaveLength(1)
})
