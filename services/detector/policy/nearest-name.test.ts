import { expect, test } from 'vitest'
import { editDistance, nearestName } from './nearest-name.ts'

test('counts letters put in, left out, replaced and swapped', () => {
  expect(editDistance('call-rate', 'call-rate')).toBe(0)
  expect(editDistance('call-rat', 'call-rate')).toBe(1)
  expect(editDistance('cal-rate', 'call-rate')).toBe(1)
  expect(editDistance('call-rote', 'call-rate')).toBe(1)
  expect(editDistance('call-raet', 'call-rate')).toBe(1)
  expect(editDistance('', 'abc')).toBe(3)
})

test('finds the name that was meant, and none for another word', () => {
  const names = ['call-burst', 'call-rate', 'sms-flood']
  expect(nearestName('call-rats', names)).toBe('call-rate')
  expect(nearestName('SMS-Flood', names)).toBe('sms-flood')
  expect(nearestName('voice-of-reason', names)).toBeUndefined()
  expect(nearestName('x', [])).toBeUndefined()
})
