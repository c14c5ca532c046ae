import {
  keyColumn,
  measureColumn,
  nativeBlock,
  sameColumn,
  textColumn,
  versionColumn,
  wholeColumn,
} from '#runtime/native-block.ts'
import type { RowBlock } from '../card/row-block.ts'
import { FEATURE_SET } from '../features/catalogue.ts'
import { MEASURE_TYPES } from './feature-columns.ts'

export interface BlockPlace {
  readonly partition: number
  readonly topicEpoch: number
}

/**
 * Rows of one window as a block of `features`, with the columns of that window: the others are null.
 * Numbers are taken for what the core makes: whole where the column is, not below 0, exact.
 */
export function encodeFeatureRows(block: RowBlock, { partition, topicEpoch }: BlockPlace): Buffer {
  const { count, measures } = block
  const first = new Uint32Array(count)
  return nativeBlock(count, [
    keyColumn('featureSet', [FEATURE_SET], first),
    textColumn('iccid', block.iccids.bytes),
    keyColumn('windowKind', [block.windowKind], first),
    wholeColumn('windowStart', 'DateTime64(3)', block.starts),
    keyColumn('tenant', block.tenants, block.tenantPlaces),
    ...measures.map((name, place) =>
      measureColumn(name, MEASURE_TYPES.get(name) ?? 'Nullable(Float64)', block.valuesOf(place)),
    ),
    wholeColumn('asOf', 'DateTime64(3)', block.asOfs),
    versionColumn('ver', topicEpoch, block.offsets),
    sameColumn('partition', partition, count),
    wholeColumn('offset', 'UInt64', block.offsets),
  ])
}
