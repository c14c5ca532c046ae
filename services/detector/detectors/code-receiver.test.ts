import { expect, test } from 'vitest'
import {
  alertsOf,
  call,
  DAY_MS,
  data,
  HOUR_MS,
  judgeUnderPolicy,
  MINUTE_MS,
  ordinary,
  profile,
  sms,
  TEN,
  tick,
  times,
} from '../../../test/support/builders.ts'

const ID = 'code-receiver'
const codes = (count: number, senders = count) =>
  times(count, (n) =>
    sms({
      direction: 'incoming',
      eventTime: TEN + n * MINUTE_MS,
      peer: `t1:s${n % senders}`,
      peerKind: n % 2 === 0 ? 'platform' : 'shortCode',
    }),
  )
const open = profile({ functions: { voice: false, sms: true, data: true } })

test('watches an IoT card that more than three platforms write to', () => {
  expect(alertsOf(ID, judgeUnderPolicy(open, ...codes(3)))).toEqual([])
  const outputs = judgeUnderPolicy(open, ...codes(4))
  expect(alertsOf(ID, outputs)).toMatchObject([{ mode: 'shadow', severity: 'high' }])
  expect(alertsOf(ID, outputs)[0]?.evidence.requirement).toBe('MIIT-10/1')
})

test('watches a phone card that hears from more than 20 platforms and does nothing else', () => {
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...codes(20)))).toEqual([])
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...codes(21)))).toHaveLength(1)
  expect(alertsOf(ID, judgeUnderPolicy(...codes(21)))).toHaveLength(1)
})

test.each([
  ['somebody who also calls', [call({ eventTime: TEN - 2 * DAY_MS }), ...codes(30)]],
  ['somebody who uses data', [data({ bytesDownlink: 2_000_000, apn: 'cmnet' }), ...codes(30)]],
  ['a few platforms that write often', codes(60, 10)],
  ['people who write', codes(30).map((one) => ({ ...one, peerKind: 'person' }))],
  ['a feed that is late: the use may be yet to come', [tick(TEN + 9 * HOUR_MS), ...codes(30)]],
])('is quiet about %s', (_name, records) => {
  expect(alertsOf(ID, judgeUnderPolicy(ordinary(), ...records))).toEqual([])
})
