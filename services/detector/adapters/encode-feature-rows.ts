import type { RowBlock } from '../card/row-block.ts'
import { FEATURE_SET } from '../features/catalogue.ts'
import { MEASURE_COLUMNS } from './feature-columns.ts'

/** Of a row without its texts: times, numbers, and nine bytes a measure at most. */
const FIXED_BYTES = 128 + MEASURE_COLUMNS.length * 9
const TWO_32 = 4_294_967_296
const NO_MEASURE = -1

interface BlockPlace {
  readonly partition: number
  readonly topicEpoch: number
}

/** Rows of one block, from one number up to another. */
export interface BlockPart extends BlockPlace {
  readonly block: RowBlock
  readonly from: number
  readonly to: number
}

/**
 * The same bytes as `encodeRows(FEATURE_COLUMNS, rows)`, without an object a row: most of a row's
 * columns are of other windows, and there is a row for nearly every record. Numbers are taken for
 * what the core makes: whole where the column is, not below 0, exact.
 */
export function encodeFeatureRows({ block, from, to, partition, topicEpoch }: BlockPart): Buffer {
  const places = placesIn(block)
  let buffer = Buffer.allocUnsafe((to - from) * (FIXED_BYTES + 64) + 4_096)
  let at = 0
  for (let row = from; row < to; row += 1) {
    const iccid = block.iccids[row] ?? ''
    const tenant = block.tenants[row] ?? ''
    const most = FIXED_BYTES + 4 * (iccid.length + tenant.length + 64)
    if (at + most > buffer.length) {
      const bigger = Buffer.allocUnsafe((buffer.length + most) * 2)
      buffer.copy(bigger, 0, 0, at)
      buffer = bigger
    }
    at = writeText(buffer, at, FEATURE_SET)
    at = writeText(buffer, at, iccid)
    at = writeText(buffer, at, block.windowKind)
    at = writeWhole(buffer, at, block.startOf(row))
    at = writeText(buffer, at, tenant)
    at = writeMeasures(buffer, at, { block, row, places })
    at = writeWhole(buffer, at, block.asOfOf(row))
    const offset = block.offsetOf(row)
    at = buffer.writeBigUInt64LE((BigInt(topicEpoch) << 48n) | offset, at)
    at = buffer.writeUInt16LE(partition, at)
    at = buffer.writeBigUInt64LE(offset, at)
  }
  return buffer.subarray(0, at)
}

interface RowPlace {
  readonly block: RowBlock
  readonly row: number
  /** For each measure column, where the block has it. */
  readonly places: Int32Array
}

/** A byte that says whether there is a value, and eight of it. */
function writeMeasures(buffer: Buffer, start: number, { block, row, places }: RowPlace): number {
  let at = start
  for (let column = 0; column < places.length; column += 1) {
    const place = places[column] ?? NO_MEASURE
    const value = place === NO_MEASURE ? Number.NaN : block.valueOf(row, place)
    const isNull = Number.isNaN(value)
    buffer[at] = isNull ? 1 : 0
    at += 1
    if (isNull) continue
    at = IS_FLOAT[column] ? buffer.writeDoubleLE(value, at) : writeWhole(buffer, at, value)
  }
  return at
}

const IS_FLOAT: readonly boolean[] = MEASURE_COLUMNS.map(({ type }) => type.includes('Float'))

function placesIn({ measures }: RowBlock): Int32Array {
  const numbers = new Map<string, number>(measures.map((name, number) => [name, number]))
  return Int32Array.from(MEASURE_COLUMNS, ({ name }) => numbers.get(name) ?? NO_MEASURE)
}

/** Its length, which fits seven bits or fourteen, and its bytes. */
function writeText(buffer: Buffer, start: number, text: string): number {
  const length = Buffer.byteLength(text)
  let at = start
  if (length >= 128) {
    buffer[at] = (length & 0x7f) | 0x80
    at += 1
  }
  buffer[at] = length >= 128 ? length >>> 7 : length
  return at + 1 + buffer.write(text, at + 1)
}

/** Eight bytes, little-endian. */
function writeWhole(buffer: Buffer, at: number, value: number): number {
  buffer.writeUInt32LE(value % TWO_32, at)
  return buffer.writeUInt32LE(Math.floor(value / TWO_32), at + 4)
}
