// node json-parse-lines.ts FILE PASSES
// The least that anybody who reads the file has to do: each line parsed, nothing kept.
import { closeSync, openSync, readSync } from 'node:fs'

const CHUNK_BYTES = 1_048_576
const NEWLINE = 10

const [file = '', passes = ''] = process.argv.slice(2)
const chunk = Buffer.allocUnsafe(2 * CHUNK_BYTES)
let usage = 0

for (let pass = 0; pass < Number(passes); pass += 1) parseFile()
process.stdout.write(`${usage}\n`)

function parseFile(): void {
  const handle = openSync(file, 'r')
  let kept = 0
  while (true) {
    const readBytes = readSync(handle, chunk, kept, CHUNK_BYTES, null)
    if (readBytes === 0) break
    kept = parseLines(chunk.subarray(0, kept + readBytes))
  }
  closeSync(handle)
}

/** Parses all whole lines; moves the rest to the front and returns its length. */
function parseLines(bytes: Buffer): number {
  let from = 0
  for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, from)) {
    if (JSON.parse(bytes.toString('latin1', from, end)).kind === 'usage') usage += 1
    from = end + 1
  }
  return bytes.copy(chunk, 0, from)
}
