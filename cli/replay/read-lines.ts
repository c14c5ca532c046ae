import { accessSync, constants, createReadStream, statSync } from 'node:fs'
import { type Line, LineSplitter } from './line-splitter.ts'
import { UsageError } from './usage-error.ts'

/** Longest line that is held, bytes: eight times the greatest record, so that it is told why. Ours. */
export const MAXIMUM_LINE_BYTES = 8_388_608

/** Throws UsageError for the first file that is not there or not to be read. */
export function checkReadable(files: readonly string[]): void {
  for (const file of files) {
    try {
      accessSync(file, constants.R_OK)
    } catch (cause) {
      throw unreadable(file, cause)
    }
    if (statSync(file).isDirectory()) throw new UsageError(`Cannot read ${file}: it is a directory`)
  }
}

/**
 * The lines of a file, as many at a time as one read of it ends. Throws UsageError when the file
 * fails; what fails in the caller's loop stays what it is.
 */
export async function* readLines(file: string): AsyncGenerator<readonly Line[]> {
  const splitter = new LineSplitter({ maximumBytes: MAXIMUM_LINE_BYTES })
  for await (const chunk of chunksOf(file)) yield splitter.push(chunk)
  yield splitter.end()
}

async function* chunksOf(file: string): AsyncGenerator<Buffer> {
  try {
    yield* createReadStream(file)
  } catch (cause) {
    throw unreadable(file, cause)
  }
}

function unreadable(file: string, cause: unknown): UsageError {
  return new UsageError(`Cannot read ${file}: ${(cause as Error).message}`, { cause })
}
