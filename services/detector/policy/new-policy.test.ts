import { expect, test } from 'vitest'
import type { PolicyDocument } from '#schemas/policy-document.ts'
import {
  alertsOf,
  call,
  HOUR_MS,
  ICCID,
  judgeAll,
  log,
  MINUTE_MS,
  ordinary,
  policy,
  profile,
  sms,
  stepsOf,
  TEN,
  times,
} from '../../../test/support/builders.ts'
import { encodeChanges, restorePartition } from '../checkpoint.ts'
import { Partition } from '../partition.ts'
import { judgeRecord } from '../pipeline.ts'
import type { Output } from '../ports.ts'

const BURST = 'call-burst'
const VOICE = 'voice-on-data-card'

type Rule = PolicyDocument['detectors'][string]

/** The default policy as version `number`, with other words for one detector. */
function version(number: number, detector: string, keys: Rule) {
  return policy((document) => {
    document.version = `cn-default@${number}`
    document.detectors[detector] = { ...document.detectors[detector], ...keys }
  })
}

const limit = (callsPer5Minutes: number): Rule => ({ settings: { callsPer5Minutes } })

const calls = (count: number, from = TEN) => times(count, (n) => call({ eventTime: from + n }))

/** Proposals of all detectors, as `detector action`. */
function proposed(outputs: readonly Output[]): readonly string[] {
  return outputs.flatMap((output) =>
    output.type === 'proposal' ? [`${output.proposal.detector} ${output.proposal.action}`] : [],
  )
}

test('a policy holds from its offset on, in each partition for itself', () => {
  const records = [policy(), ordinary(), ...calls(6)]
  const later = [version(2, BURST, limit(5)), call({ eventTime: TEN + 7 })]
  const [early, late] = [new Partition(0), new Partition(1)]
  expect(alertsOf(BURST, judgeAll([...records, ...later], early))).toHaveLength(1)
  expect(alertsOf(BURST, judgeAll([...records, call({ eventTime: TEN + 7 })], late))).toEqual([])
  expect([early.policy.version, late.policy.version]).toEqual(['cn-default@2', 'cn-default@1'])
})

test('a card beyond a new limit is found at its next record, never backwards', () => {
  const before = [policy(), ordinary(), ...calls(9)]
  const stricter = version(2, BURST, limit(5))
  expect(alertsOf(BURST, judgeAll([...before, stricter]))).toEqual([])
  const next = call({ eventTime: TEN + MINUTE_MS })
  expect(alertsOf(BURST, judgeAll([...before, stricter, next]))).toMatchObject([
    {
      openedAt: TEN + MINUTE_MS,
      count: 1,
      evidence: {
        policyVersion: 'cn-default@2',
        features: [{ observed: 10, threshold: 5 }],
      },
    },
  ])
  const gone = call({ eventTime: TEN + HOUR_MS })
  expect(alertsOf(BURST, judgeAll([...before, stricter, gone]))).toEqual([])
})

test('an open episode goes on: same alert, new words, only steps that are new', () => {
  const outputs = judgeAll([
    version(1, BURST, limit(5)),
    ordinary(),
    ...calls(6),
    version(2, BURST, {
      ...limit(5),
      severity: 'high',
      ladder: [
        { at: 'act', action: 'flag' },
        { at: 'act', action: 'reverify' },
      ],
    }),
    call({ eventTime: TEN + 7 }),
  ])
  const alerts = alertsOf(BURST, outputs)
  expect(new Set(alerts.map(({ alertId }) => alertId)).size).toBe(1)
  expect(
    alerts.map(({ revision, severity, evidence }) => [revision, severity, evidence.policyVersion]),
  ).toEqual([
    [1, 'medium', 'cn-default@1'],
    [2, 'high', 'cn-default@2'],
  ])
  expect(stepsOf(BURST, outputs)).toEqual(['flag', 'reverify'])
})

test('a higher limit tells nothing more, and ends no episode at once', () => {
  const looser = version(2, BURST, limit(50))
  const again = version(3, BURST, limit(5))
  const opened = [version(1, BURST, limit(5)), ordinary(), ...calls(6)]
  const outputs = judgeAll([...opened, looser, ...calls(2, TEN + 10), again, ...calls(2, TEN + 20)])
  const ids = new Set(alertsOf(BURST, outputs).map(({ alertId }) => alertId))
  expect(ids.size).toBe(1)
})

test('an episode is over by the quiet time of the policy then in force', () => {
  const quiet = (quietMinutes: number) => ({ ...limit(0), quietMinutes })
  const found = (minutes: number) => {
    const outputs = judgeAll([
      version(1, BURST, quiet(600)),
      ordinary(),
      call(),
      version(2, BURST, quiet(minutes)),
      call({ eventTime: TEN + 2 * HOUR_MS }),
    ])
    return new Set(alertsOf(BURST, outputs).map(({ alertId }) => alertId)).size
  }
  expect(found(600)).toBe(1)
  expect(found(60)).toBe(2)
})

test('a detector switched off says nothing; on again it goes on with a fresh episode', () => {
  const on = (number: number) => version(number, BURST, { ...limit(5), mode: 'live' })
  const off = version(2, BURST, { mode: 'off' })
  const during = judgeAll([on(1), ordinary(), ...calls(6), off, ...calls(6, TEN + 10)])
  expect(alertsOf(BURST, during)).toHaveLength(1)
  expect(stepsOf(BURST, during)).toEqual(['flag'])
  const soon = judgeAll([on(1), ordinary(), ...calls(6), off, on(3), ...calls(1, TEN + 10)])
  expect(new Set(alertsOf(BURST, soon).map(({ alertId }) => alertId)).size).toBe(1)
  const later = judgeAll([
    ...[on(1), ordinary(), ...calls(6), off, ...calls(6, TEN + HOUR_MS), on(3)],
    ...calls(6, TEN + 3 * HOUR_MS),
  ])
  expect(new Set(alertsOf(BURST, later).map(({ alertId }) => alertId)).size).toBe(2)
})

test('what was counted while a detector was off counts once it is on', () => {
  const outputs = judgeAll([
    version(1, BURST, { mode: 'off' }),
    ordinary(),
    ...calls(5),
    version(2, BURST, { ...limit(5), mode: 'live' }),
    call({ eventTime: TEN + 10 }),
  ])
  expect(alertsOf(BURST, outputs)).toMatchObject([
    { count: 1, evidence: { features: [{ observed: 6 }] } },
  ])
})

test('a shadow alert is told and marked, and never becomes a proposal', () => {
  const shadow = (detector: string) => version(1, detector, { mode: 'shadow' })
  const statistical = judgeAll([shadow(BURST), ordinary(), ...calls(60)])
  expect(alertsOf(BURST, statistical).length).toBeGreaterThan(1)
  expect(alertsOf(BURST, statistical).every(({ mode }) => mode === 'shadow')).toBe(true)
  expect(stepsOf(BURST, statistical)).toEqual([])
  const hard = judgeAll([shadow(VOICE), profile(), ...calls(3)])
  expect(alertsOf(VOICE, hard)).toMatchObject([
    { mode: 'shadow', severity: 'critical' },
    { mode: 'shadow' },
  ])
  expect(proposed(hard)).toEqual([])
})

test('from shadow to live: the same alert turns live with its next record, and its steps come then', () => {
  const live = version(2, VOICE, { mode: 'live' })
  const before = [version(1, VOICE, { mode: 'shadow' }), profile(), call()]
  expect(proposed(judgeAll([...before, live]))).toEqual([])
  const outputs = judgeAll([...before, live, call({ eventTime: TEN + 1 })])
  const alerts = alertsOf(VOICE, outputs)
  expect(alerts.map(({ mode, revision }) => [mode, revision])).toEqual([
    ['shadow', 1],
    ['live', 2],
  ])
  expect(new Set(alerts.map(({ alertId }) => alertId)).size).toBe(1)
  expect(stepsOf(VOICE, outputs)).toEqual(['bar voice', 'suspend'])
})

test('from live to shadow: what was proposed stands, and nothing more is', () => {
  const outputs = judgeAll([
    version(1, BURST, { ...limit(5), ladder: [{ at: 'act', action: 'flag' }] }),
    ordinary(),
    ...calls(6),
    version(2, BURST, {
      ...limit(5),
      mode: 'shadow',
      ladder: [
        { at: 'act', action: 'flag' },
        { at: 'act', action: 'reverify' },
      ],
    }),
    ...calls(6, TEN + 10),
  ])
  expect(stepsOf(BURST, outputs)).toEqual(['flag'])
  expect(alertsOf(BURST, outputs).at(-1)).toMatchObject({ mode: 'shadow' })
})

test('what is counted follows the policy in force when the record is read', () => {
  const platforms = (number: number, kinds: readonly string[]) =>
    policy((document) => {
      document.version = `cn-default@${number}`
      document.lists.allowedPeerKinds = [...kinds]
    })
  const texts = (from: number) =>
    times(3, (n) => sms({ eventTime: from + n, peerKind: 'platform' }))
  const outputs = judgeAll([
    ...[platforms(1, ['platform']), profile(), ...texts(TEN)],
    ...[platforms(2, []), ...texts(TEN + 10)],
  ])
  expect(alertsOf('sms-on-data-card', outputs).map(({ evidence }) => evidence.features)).toEqual([
    [expect.objectContaining({ observed: 1 })],
    [expect.objectContaining({ observed: 2 })],
    [expect.objectContaining({ observed: 3 })],
  ])
})

test("a rule of the policy's own that is taken out says nothing, and no snooze may name it", () => {
  const busy = policy((document) => {
    document.rules['busy-hour'] = {
      classes: ['ordinary'],
      mode: 'live',
      severity: 'low',
      family: 'calling',
      conditions: [{ feature: 'callsOutgoing.1h', above: 4 }],
      reason: { en: '{0} calls', zh: '{0} 次' },
    }
  })
  const without = version(2, BURST, limit(30))
  const outputs = judgeAll([busy, ordinary(), ...calls(5), without, ...calls(20, TEN + 10)])
  expect(alertsOf('busy-hour', outputs)).toHaveLength(1)
  const snooze = {
    kind: 'snooze',
    iccid: ICCID,
    eventTime: TEN,
    detector: 'busy-hour',
    until: TEN + HOUR_MS,
    reason: 'known',
    by: 'u-1',
  }
  expect(judgeAll([busy, snooze])).toEqual([])
  expect(judgeAll([busy, without, snooze])).toMatchObject([{ type: 'deadLetter' }])
})

test('a refused policy changes nothing', () => {
  const partition = new Partition(0)
  judgeAll([policy()], partition)
  const [bad] = log([version(2, 'call-bust', limit(1))])
  if (!bad) throw new Error('no record')
  expect(judgeRecord(bad, partition)).toMatchObject([
    { type: 'deadLetter', class: 'semantic', reason: expect.stringContaining('call-bust') },
  ])
  expect(partition.policy.version).toBe('cn-default@1')
})

test('a policy from a checkpoint of an earlier version of this program stays the one it was', () => {
  const before = new Partition(0)
  judgeAll([policy()], before)
  const entries = encodeChanges(before).map(({ key, payload }) => {
    if (key !== '#policy') return { key, payload }
    const record = JSON.parse(String(payload))
    for (const name of ['rules', 'tenants', 'groups', 'audits']) delete record.document[name]
    return { key, payload: JSON.stringify(record) }
  })
  const after = restorePartition(0, entries)
  const outputs = judgeAll([policy(), ordinary({ tenant: 'acme' }), ...calls(31)], after)
  expect(outputs.filter(({ type }) => type === 'deadLetter')).toEqual([])
  expect(alertsOf(BURST, outputs)).toHaveLength(1)
})
