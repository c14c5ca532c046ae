import { expect, test } from 'vitest'
import {
  alertsOf,
  call,
  data,
  HOUR_MS,
  ICCID,
  judgeUnderPolicy,
  MINUTE_MS,
  ordinary,
  profile,
  sms,
  stepsOf,
  TEN,
  telesales,
} from '../../../test/support/builders.ts'

const ID = 'use-after-stop'
const GRACE_MS = 30 * MINUTE_MS
const LATER = { eventTime: TEN + GRACE_MS + 1 }

function done(action: string, completedAt = TEN, functions: readonly string[] | null = null) {
  const commandId = '0'.repeat(26)
  const eventTime = completedAt
  return { kind: 'enforcement', iccid: ICCID, eventTime, commandId, action, functions, completedAt }
}

test('gives a stop half an hour, and then flags each use', () => {
  const stop = done('suspend')
  const inGrace = data({ eventTime: TEN + GRACE_MS })
  expect(alertsOf(ID, judgeUnderPolicy(profile(), stop, inGrace))).toEqual([])
  const outputs = judgeUnderPolicy(profile(), stop, data(LATER))
  expect(alertsOf(ID, outputs)).toMatchObject([{ severity: 'high', score: 1, mode: 'live' }])
  expect(stepsOf(ID, outputs)).toEqual(['flag'])
})

test.each([
  ['a phone', ordinary()],
  ['a telesales card', telesales()],
])('judges %s', (_name, card) => {
  expect(alertsOf(ID, judgeUnderPolicy(card, done('suspend'), call(LATER)))).toHaveLength(1)
})

test('knows which function was barred', () => {
  const bar = done('bar', TEN, ['voice'])
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), bar, call(LATER)))).toHaveLength(1)
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), bar, data(LATER), sms(LATER)))).toEqual([])
})

test.each(['suspended', 'terminated'])('also takes the word of a contract that is %s', (status) => {
  const stopped = ordinary({ eventTime: TEN, status })
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), stopped, call(LATER)))).toHaveLength(1)
})

test.each([
  [
    'an incoming call that nobody answered',
    call({ ...LATER, direction: 'incoming', answered: false }),
  ],
  ['a message to the card', sms({ ...LATER, direction: 'incoming' })],
  ['an emergency call', call({ ...LATER, peerKind: 'emergency' })],
  ['signalling', data({ ...LATER, apn: 'ims' })],
  ['use from before the stop that comes late', data({ eventTime: TEN - 1 })],
])('is quiet about %s', (_name, record) => {
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), done('suspend'), record))).toEqual([])
})

test('counts an incoming call that the card answered', () => {
  const answered = call({ ...LATER, direction: 'incoming' })
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), done('suspend'), answered))).toHaveLength(1)
})

test('is quiet after a resume, also while the contract still says suspended', () => {
  const resume = done('resume', TEN + HOUR_MS)
  const later = data({ eventTime: TEN + 2 * HOUR_MS })
  expect(alertsOf(ID, judgeUnderPolicy(profile(), done('suspend'), resume, later))).toEqual([])
  const suspended = profile({ eventTime: TEN, status: 'suspended' })
  expect(alertsOf(ID, judgeUnderPolicy(suspended, resume, later))).toEqual([])
  const again = profile({ eventTime: TEN + 2 * HOUR_MS, status: 'suspended', scene: 'lift' })
  const much = data({ eventTime: TEN + 3 * HOUR_MS })
  expect(alertsOf(ID, judgeUnderPolicy(suspended, resume, again, much))).toHaveLength(1)
})

test('a card that is stopped once more is a new case', () => {
  const outputs = judgeUnderPolicy(
    profile(),
    done('bar', TEN, ['data']),
    data(LATER),
    done('suspend', TEN + HOUR_MS),
    data({ eventTime: TEN + 2 * HOUR_MS }),
  )
  expect(new Set(alertsOf(ID, outputs).map(({ alertId }) => alertId)).size).toBe(2)
})
