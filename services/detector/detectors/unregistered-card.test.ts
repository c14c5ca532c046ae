import { expect, test } from 'vitest'
import {
  alertsOf,
  call,
  HOUR_MS,
  judgeUnderPolicy,
  ordinary,
  stepsOf,
  TEN,
} from '../../../test/support/builders.ts'

const ID = 'unregistered-card'
const after = (ms: number) => call({ eventTime: TEN + ms })

test('flags a card without a profile when the grace of an hour is over', () => {
  expect(alertsOf(ID, judgeUnderPolicy(after(0), after(HOUR_MS)))).toEqual([])
  const outputs = judgeUnderPolicy(after(0), after(HOUR_MS + 1))
  expect(alertsOf(ID, outputs)).toMatchObject([{ tenant: 'unregistered', severity: 'medium' }])
  expect(stepsOf(ID, outputs)).toEqual(['flag'])
})

test('is quiet once the profile has come', () => {
  expect(alertsOf(ID, judgeUnderPolicy(after(0), ordinary(), after(2 * HOUR_MS)))).toEqual([])
})
