import type { Column } from '#runtime/row-binary.ts'
import type { Measure } from '../domain/measure.ts'
import type { WindowName } from '../domain/window.ts'
import { FEATURE_SET, type MeasureName, measureList } from '../features/catalogue.ts'
import type { FeatureRow } from '../ports.ts'
import { versionOf } from './version.ts'

/** A row with what the table wants beside it. */
export interface StoredRow {
  readonly row: FeatureRow
  readonly partition: number
  readonly topicEpoch: number
}

/** Values of these stand in evidence only. */
const WITHOUT_ROWS: ReadonlySet<WindowName> = new Set(['5m', '10m', '14days', 'last'])

/** One column per measure that has rows. */
export const MEASURE_COLUMNS = measureList
  .filter(([, { windows, hidden }]) => !hidden && windows.some((name) => !WITHOUT_ROWS.has(name)))
  .map(([name, measure]) => measureColumn(name, measure))

/** The columns of `features`, all but `writtenAt`. */
export const FEATURE_COLUMNS: readonly Column<StoredRow>[] = [
  { name: 'featureSet', type: 'LowCardinality(String)', value: () => FEATURE_SET },
  { name: 'iccid', type: 'String', value: ({ row }) => row.iccid },
  { name: 'windowKind', type: 'LowCardinality(String)', value: ({ row }) => row.windowKind },
  { name: 'windowStart', type: 'DateTime64(3)', value: ({ row }) => row.windowStart },
  { name: 'tenant', type: 'LowCardinality(String)', value: ({ row }) => row.tenant },
  ...MEASURE_COLUMNS,
  { name: 'asOf', type: 'DateTime64(3)', value: ({ row }) => row.asOf },
  {
    name: 'ver',
    type: 'UInt64',
    value: ({ row, topicEpoch }) => versionOf(topicEpoch, row.offset),
  },
  { name: 'partition', type: 'UInt16', value: ({ partition }) => partition },
  { name: 'offset', type: 'UInt64', value: ({ row }) => row.offset },
]

/** A measure that the row's window does not have is null. */
function measureColumn(name: MeasureName, measure: Measure): Column<StoredRow> {
  const value = ({ row }: StoredRow) => row.measures[name] ?? null
  return { name, type: isWhole(measure) ? 'Nullable(UInt64)' : 'Nullable(Float64)', value }
}

/** A feed may tell parts of seconds; a ratio is none but a part. */
function isWhole(measure: Measure): boolean {
  if (measure.kind === 'ratio' || measure.kind === 'derived') return false
  return measure.kind !== 'sum' || measure.amount === 'bytes'
}
