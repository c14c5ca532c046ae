import { expect, test } from 'vitest'
import { isOutside, parseHours } from './hours.ts'

const NIGHT = parseHours(['22:00-06:00'])
const WORK = parseHours(['09:00-12:00', '14:00-24:00'])

test('a span begins with its first minute and ends before its last', () => {
  expect([539, 540, 719, 720, 840, 1_439].map((minute) => isOutside(WORK, minute))).toEqual([
    true,
    false,
    false,
    true,
    false,
    false,
  ])
})

test('a span may go over midnight', () => {
  expect([1_319, 1_320, 0, 359, 360].map((minute) => isOutside(NIGHT, minute))).toEqual([
    true,
    false,
    false,
    false,
    true,
  ])
})
