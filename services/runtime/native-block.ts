const TWO_32 = 4_294_967_296
/** Of a column of LowCardinality: keys of its own in each block, in this version of the format. */
const KEYS_VERSION = 1
const HAS_OWN_KEYS = (1 << 9) | (1 << 10)

/** A column of a block: its type as ClickHouse writes it, and its values in the Native format. */
export interface NativeColumn {
  readonly name: string
  readonly type: string
  readonly data: readonly Uint8Array[]
}

/**
 * One block of rows in ClickHouse's Native format, which is column by column: numbers go as they lie
 * in typed arrays, and columns that are left out get their defaults. Needs a little-endian machine.
 */
export function nativeBlock(rows: number, columns: readonly NativeColumn[]): Buffer {
  const parts: Uint8Array[] = [varint(columns.length), varint(rows)]
  for (const { name, type, data } of columns) parts.push(text(name), text(type), ...data)
  return Buffer.concat(parts)
}

/** Texts that lie behind one another, each behind its length as a varint. */
export function textColumn(name: string, bytes: Uint8Array): NativeColumn {
  return { name, type: 'String', data: [bytes] }
}

/** One of a few texts a row, by its place among the keys. */
export function keyColumn(
  name: string,
  keys: readonly string[],
  places: Uint32Array,
): NativeColumn {
  const isNarrow = keys.length <= 0x100
  const indexes = isNarrow ? Uint8Array.from(places) : bytesOf(places)
  const data = [
    ...[uint64(KEYS_VERSION), uint64(HAS_OWN_KEYS | (isNarrow ? 0 : 2)), uint64(keys.length)],
    ...[...keys.map(text), uint64(places.length), indexes],
  ]
  return { name, type: 'LowCardinality(String)', data: places.length === 0 ? [] : data }
}

/** Whole numbers of 64 bits, not below 0, from exact doubles. */
export function wholeColumn(
  name: string,
  type: 'UInt64' | 'DateTime64(3)',
  values: Float64Array,
): NativeColumn {
  return { name, type, data: [wholes(values)] }
}

/** The same number in each row. */
export function sameColumn(name: string, value: number, rows: number): NativeColumn {
  return { name, type: 'UInt16', data: [bytesOf(new Uint16Array(rows).fill(value))] }
}

/** 64 bits from two halves: of exact doubles the lower one, and one for all. */
export function versionColumn(name: string, high16: number, values: Float64Array): NativeColumn {
  const words = new Uint32Array(wholes(values).buffer)
  for (let at = 1; at < words.length; at += 2) {
    words[at] = ((words[at] ?? 0) | (high16 << 16)) >>> 0
  }
  return { name, type: 'UInt64', data: [bytesOf(words)] }
}

/** Numbers of which NaN stands for none: what stands where there is none is not read. */
export function measureColumn(
  name: string,
  type: 'Nullable(UInt64)' | 'Nullable(Float64)',
  values: Float64Array,
): NativeColumn {
  const isNull = new Uint8Array(values.length)
  for (let row = 0; row < values.length; row += 1) {
    if (Number.isNaN(values[row])) isNull[row] = 1
  }
  const data = type === 'Nullable(Float64)' ? bytesOf(values) : wholes(values)
  return { name, type, data: [isNull, data] }
}

function wholes(values: Float64Array): Uint8Array {
  const words = new Uint32Array(values.length * 2)
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row] ?? 0
    words[row * 2] = value >>> 0
    if (value >= TWO_32) {
      words[row * 2] = value % TWO_32
      words[row * 2 + 1] = Math.floor(value / TWO_32)
    }
  }
  return bytesOf(words)
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength)
}

function uint64(value: number): Uint8Array {
  return bytesOf(Uint32Array.of(value, 0))
}

function text(value: string): Uint8Array {
  const bytes = Buffer.from(value)
  return Buffer.concat([varint(bytes.length), bytes])
}

function varint(value: number): Uint8Array {
  const bytes: number[] = []
  let rest = value
  while (rest >= 0x80) {
    bytes.push((rest & 0x7f) | 0x80)
    rest = Math.floor(rest / 0x80)
  }
  return Uint8Array.of(...bytes, rest)
}
