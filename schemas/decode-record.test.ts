import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { CardEvent } from './card-event.ts'
import { decodeRecord } from './decode-record.ts'

const Anything = z.unknown()

test('a __proto__ key is found at any depth and in any spelling', () => {
  for (const text of ['{"__proto__":1}', '{"a":[{"b":{"\\u005f_proto__":1}}]}']) {
    expect(decodeRecord(Anything, text)).toMatchObject({ status: 'bad', class: 'schema' })
  }
  expect(decodeRecord(Anything, '{"text":"__proto__"}').status).toBe('ok')
})

test('a record nested very deep is looked at, not fallen over', () => {
  const deep = `${'['.repeat(300_000)}"__proto__"${']'.repeat(300_000)}`
  expect(decodeRecord(Anything, deep).status).toBe('ok')
})

test('a tombstone is no record', () => {
  expect(decodeRecord(Anything, null)).toMatchObject({ status: 'bad', class: 'decode' })
})

test('no bytes whatever make it throw', () => {
  const bytes = fc.oneof(
    fc.uint8Array(),
    fc.json().map((text) => new TextEncoder().encode(text)),
  )
  fc.assert(
    fc.property(bytes, (value) => {
      expect(['ok', 'bad']).toContain(decodeRecord(CardEvent, value).status)
    }),
  )
})
