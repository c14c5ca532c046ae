import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EpochMs, Iccid, Imei, imeiKey, Peer } from './identifiers.ts'

test('an ICCID is upper case without padding, whatever the carrier sends', () => {
  expect(Iccid.parse('8986001234567890123f')).toBe('8986001234567890123')
  expect(Iccid.parse('898604a2192070123456')).toBe('898604A2192070123456')
  expect(Iccid.safeParse('89860012345').success).toBe(false)
})

test('normalising an ICCID twice changes nothing', () => {
  const text = fc.stringMatching(/^[0-9a-fA-F]{17,22}$/)
  fc.assert(
    fc.property(text, (raw) => {
      const once = Iccid.safeParse(raw)
      if (once.success) expect(Iccid.parse(once.data)).toBe(once.data)
    }),
  )
})

test('IMEIs are the same device when their first 14 digits are', () => {
  expect(imeiKey(Imei.parse('860123456789012'))).toBe(imeiKey(Imei.parse('8601234567890199')))
})

test('a peer is a token, never a number', () => {
  expect(Peer.safeParse('t1:9f2c').success).toBe(true)
  expect(Peer.safeParse('13800000000').success).toBe(false)
})

test('a time lies in the years 2000 to 2099', () => {
  const valid = (text: string) => EpochMs.safeParse(Date.parse(text)).success
  expect(valid('2000-01-01T00:00:00.000Z')).toBe(true)
  expect(valid('1999-12-31T23:59:59.999Z')).toBe(false)
  expect(valid('2099-12-31T23:59:59.999Z')).toBe(true)
  expect(valid('2100-01-01T00:00:00.000Z')).toBe(false)
})
