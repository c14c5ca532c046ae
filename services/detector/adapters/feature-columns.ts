import type { Measure } from '../domain/measure.ts'
import type { WindowName } from '../domain/window.ts'
import { measureList } from '../features/catalogue.ts'

/** Values of these stand in evidence only. */
const WITHOUT_ROWS: ReadonlySet<WindowName> = new Set(['5m', '10m', '14days', 'last'])

/** The type of the column of each measure that has rows. A window that does not have it has null. */
export const MEASURE_TYPES: ReadonlyMap<string, 'Nullable(UInt64)' | 'Nullable(Float64)'> = new Map(
  measureList
    .filter(([, { windows, hidden }]) => !hidden && windows.some((name) => !WITHOUT_ROWS.has(name)))
    .map(([name, measure]) => [name, isWhole(measure) ? 'Nullable(UInt64)' : 'Nullable(Float64)']),
)

/** The columns of `features` with their types, all but `writtenAt`. */
export const FEATURE_COLUMNS: readonly { readonly name: string; readonly type: string }[] = [
  { name: 'featureSet', type: 'LowCardinality(String)' },
  { name: 'iccid', type: 'String' },
  { name: 'windowKind', type: 'LowCardinality(String)' },
  { name: 'windowStart', type: 'DateTime64(3)' },
  { name: 'tenant', type: 'LowCardinality(String)' },
  ...[...MEASURE_TYPES].map(([name, type]) => ({ name, type })),
  { name: 'asOf', type: 'DateTime64(3)' },
  { name: 'ver', type: 'UInt64' },
  { name: 'partition', type: 'UInt16' },
  { name: 'offset', type: 'UInt64' },
]

/** A feed may tell parts of seconds; a ratio is none but a part. */
function isWhole(measure: Measure): boolean {
  if (measure.kind === 'ratio' || measure.kind === 'derived') return false
  return measure.kind !== 'sum' || measure.amount === 'bytes'
}
