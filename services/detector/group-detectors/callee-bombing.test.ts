import { expect, test } from 'vitest'
import {
  alertsOf,
  call,
  MINUTE_MS,
  ordinary,
  SECOND_MS,
  TEN,
  times,
} from '../../../test/support/builders.ts'
import { cardNumber, judgeGroups } from '../../../test/support/group-builders.ts'

const ID = 'callee-bombing'
const person = (n: number) => ordinary({ iccid: cardNumber(n) })
/** Each of so many cards rings one person twice, unanswered. */
const rings = (cards: number, fields: object = {}) =>
  times(2 * cards, (i) =>
    call({
      iccid: cardNumber(i % cards),
      eventTime: TEN + i * 5 * SECOND_MS,
      durationSeconds: 0,
      answered: false,
      ...fields,
    }),
  )

test('trips at the twentieth card that rings one person again', () => {
  expect(alertsOf(ID, judgeGroups(...times(19, person), ...rings(19)))).toEqual([])
  const outputs = judgeGroups(...times(20, person), ...rings(20))
  expect(alertsOf(ID, outputs)).toMatchObject([
    {
      group: { kind: 'peer', id: 't1:ada' },
      severity: 'high',
      mode: 'shadow',
      evidence: { features: [{ name: 'callersDistinct.10m', observed: 20 }], memberCount: 20 },
    },
  ])
})

test.each([
  ['answered calls', { answered: true, durationSeconds: 20 }],
  ['calls to a platform', { peerKind: 'platform' }],
  ['messages', { service: 'sms' }],
])('is quiet for %s', (_name, fields) => {
  expect(alertsOf(ID, judgeGroups(...times(25, person), ...rings(25, fields)))).toEqual([])
})

test('counts no more than ten minutes', () => {
  const slow = times(50, (i) =>
    call({
      iccid: cardNumber(Math.floor(i / 2)),
      eventTime: TEN + i * MINUTE_MS,
      answered: false,
      durationSeconds: 0,
    }),
  )
  expect(alertsOf(ID, judgeGroups(...times(25, person), ...slow))).toEqual([])
})

test('finds the ten minutes that a late card fills', () => {
  const late = [0, 1].map((i) =>
    call({
      iccid: cardNumber(19),
      eventTime: TEN + i * MINUTE_MS,
      answered: false,
      durationSeconds: 0,
    }),
  )
  const outputs = judgeGroups(...times(20, person), ...rings(19), ...late)
  expect(alertsOf(ID, outputs)).toHaveLength(1)
})
