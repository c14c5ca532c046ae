import { expect, test } from 'vitest'
import { isLoopbackHostHeader } from './loopback.ts'

test.each([
  'localhost',
  'localhost:18800',
  '127.0.0.1:18800',
  '127.8.8.8',
  '[::1]:18800',
  'LOCALHOST',
])('answers to %s', (header) => {
  expect(isLoopbackHostHeader(header)).toBe(true)
})

test.each([
  undefined,
  '',
  'evil.example',
  '127.0.0.1.evil.example',
  'localhost.evil.example:18800',
  '10.0.0.1',
  '0.0.0.0',
])('does not answer to %s', (header) => {
  expect(isLoopbackHostHeader(header)).toBe(false)
})
