import { expect, test } from 'vitest'
import { holds, judgedAt, slidingSpan } from './window.ts'

const MINUTE = 60_000
const at = (minutes: number) => minutes * MINUTE

test('a window ends with the slide that a time is in, and is never longer than its size', () => {
  //   0    5    ...   60   63  65
  //                        I
  //        [5 ----------------- 65)
  expect(slidingSpan(at(63), '1h')).toEqual({ start: at(5), end: at(65) })
  expect(holds(slidingSpan(at(63), '1h'), at(5))).toBe(true)
  expect(holds(slidingSpan(at(63), '1h'), at(65))).toBe(false)
})

test('a record in order is judged once, at its own time', () => {
  expect(judgedAt(at(63), at(63), ['1h', '5m'])).toEqual([at(63)])
  expect(judgedAt(at(63), at(64), ['1h'])).toEqual([at(63)])
})

test('a record out of order is judged at each later slide whose window still holds it', () => {
  expect(judgedAt(at(63), at(72), ['1h'])).toEqual([at(63), at(65), at(70)])
  const far = judgedAt(at(63), at(10_000), ['1h'])
  expect(far).toHaveLength(12)
  for (const time of far) expect(holds(slidingSpan(time, '1h'), at(63))).toBe(true)
})
