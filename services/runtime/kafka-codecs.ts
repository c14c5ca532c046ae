import { promisify } from 'node:util'
import { zstdCompress, zstdDecompress } from 'node:zlib'
import kafkajs from 'kafkajs'
import lz4 from 'lz4-napi'
import snappy from 'snappy'

/** kafkajs hands over its encoder to compress, and wants bytes back. */
interface Codec {
  compress(encoder: { readonly buffer: Buffer }): Promise<Buffer>
  decompress(bytes: Buffer): Promise<Buffer>
}

const compressZstd = promisify(zstdCompress)
const decompressZstd = promisify(zstdDecompress)

const zstdCodec: Codec = {
  compress: ({ buffer }) => compressZstd(buffer),
  decompress: (bytes) => decompressZstd(bytes),
}

const lz4Codec: Codec = {
  compress: ({ buffer }) => lz4.compressFrame(buffer),
  decompress: (bytes) => lz4.decompressFrame(bytes),
}

const snappyCodec: Codec = {
  compress: ({ buffer }) => snappy.compress(buffer),
  decompress: (bytes) => (isXerial(bytes) ? decompressXerial(bytes) : uncompress(bytes)),
}

/** Without these, one compressed record ends a consumer. gzip is built in. */
export function registerCodecs(): void {
  const { CompressionCodecs, CompressionTypes } = kafkajs
  CompressionCodecs[CompressionTypes.Snappy] = () => snappyCodec
  CompressionCodecs[CompressionTypes.LZ4] = () => lz4Codec
  CompressionCodecs[CompressionTypes.ZSTD] = () => zstdCodec
}

/** Java clients frame snappy: this mark, two version numbers, then blocks with their sizes. */
const XERIAL_MARK = Buffer.from([0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0x00])
const XERIAL_HEADER_BYTES = 16

function isXerial(bytes: Buffer): boolean {
  return bytes.subarray(0, XERIAL_MARK.length).equals(XERIAL_MARK)
}

async function decompressXerial(bytes: Buffer): Promise<Buffer> {
  const blocks: Promise<Buffer>[] = []
  let at = XERIAL_HEADER_BYTES
  while (at < bytes.length) {
    const sizeBytes = bytes.readInt32BE(at)
    at += 4
    blocks.push(uncompress(bytes.subarray(at, at + sizeBytes)))
    at += sizeBytes
  }
  return Buffer.concat(await Promise.all(blocks))
}

async function uncompress(bytes: Buffer): Promise<Buffer> {
  return Buffer.from(await snappy.uncompress(bytes))
}
