import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodeRows } from '#runtime/row-binary.ts'
import { blocksOf } from '../card/row-block.ts'
import type { WindowName } from '../domain/window.ts'
import { type MeasureName, measureList } from '../features/catalogue.ts'
import { encodeFeatureRows } from './encode-feature-rows.ts'
import { FEATURE_COLUMNS, MEASURE_COLUMNS, type StoredRow } from './feature-columns.ts'

const WINDOWS = [
  '1h',
  '1d',
  '2d',
  '7d',
  '30d',
  '240d',
  'day',
  'month',
  'cycle',
  'lifetime',
] as const
const FLOATS = new Set(
  MEASURE_COLUMNS.filter(({ type }) => type.includes('Float')).map(({ name }) => name),
)

const stored = fc
  .record({
    windowKind: fc.constantFrom(...WINDOWS),
    windowStart: fc.integer({ min: 0, max: 4_102_444_799_999 }),
    tenant: fc.constantFrom('acme', '水表', 'x'.repeat(256), '水'.repeat(200)),
    asOf: fc.integer({ min: 0, max: 4_102_444_799_999 }),
    offset: fc.bigInt({ min: 0n, max: 2n ** 47n }),
    whole: fc.array(fc.oneof(fc.nat(), fc.maxSafeNat(), fc.constant(null)), {
      minLength: 80,
      maxLength: 80,
    }),
    part: fc.array(fc.oneof(fc.double({ noNaN: true }), fc.constant(null)), {
      minLength: 80,
      maxLength: 80,
    }),
  })
  .map(({ whole, part, ...fields }): StoredRow => {
    const row = {
      ...fields,
      iccid: '89860012345678901234',
      measures: measuresOf(fields.windowKind, whole, part),
    }
    return { row, partition: 3, topicEpoch: 2 }
  })

/** As the core gives them: those of the window, whole but for ratios and seconds. */
function measuresOf(
  window: WindowName,
  whole: readonly (number | null)[],
  part: readonly (number | null)[],
): Partial<Record<MeasureName, number | null>> {
  const inWindow = measureList.filter(([, { windows }]) => windows.some((one) => one === window))
  return Object.fromEntries(
    inWindow.map(([name], n) => [name, (FLOATS.has(name) ? part[n] : whole[n]) ?? null]),
  )
}

test('gives the bytes of the general encoder', () => {
  fc.assert(
    fc.property(fc.array(stored, { maxLength: 150 }), (stored) => {
      const blocks = blocksOf(stored.map(({ row }) => row))
      for (const block of blocks) {
        const to = block.count
        const bytes = encodeFeatureRows({ block, from: 0, to, partition: 3, topicEpoch: 2 })
        const rows = stored.filter(({ row }) => row.windowKind === block.windowKind)
        expect(bytes.equals(encodeRows(FEATURE_COLUMNS, rows))).toBe(true)
      }
    }),
    { numRuns: 40 },
  )
})
