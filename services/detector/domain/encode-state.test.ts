import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeState, encodeState } from './encode-state.ts'

test('what was encoded comes back, maps and sets inside one another', () => {
  const text = fc.string({ unit: 'binary' })
  const state = fc.record({
    sums: fc.array(fc.tuple(fc.nat(), fc.nat())).map((entries) => new Map(entries)),
    sets: fc
      .array(fc.tuple(fc.nat(), fc.array(text)))
      .map((entries) => new Map(entries.map(([key, members]) => [key, new Set(members)]))),
    label: text,
  })
  fc.assert(
    fc.property(state, (before) => {
      expect(decodeState(encodeState(before))).toEqual(before)
      expect(encodeState(decodeState(encodeState(before)))).toBe(encodeState(before))
    }),
  )
})
