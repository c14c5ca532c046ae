import { expect, test } from 'vitest'
import { cut, pad, widthOf } from './cells.ts'

test('a Chinese character takes two columns', () => {
  expect(widthOf('告警 12')).toBe(7)
  expect(pad('告警', 6)).toBe('告警  ')
  expect(cut('合同关闭语音的卡', 9)).toBe('合同关闭…')
  expect(cut('short', 9)).toBe('short')
})
