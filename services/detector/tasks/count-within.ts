import type { LogRecord } from './ports.ts'

/** Records folded between two breaths, some 40 ms; their effects go out together. */
const CHUNK = 2_000
/** The same of large records, or such as hold many facts. */
const CHUNK_BYTES = 1_048_576

/** How many records from one on make a chunk: one at least. */
export function countWithin(records: readonly LogRecord[], from: number): number {
  let sizeBytes = 0
  let count = 0
  while (count < CHUNK && from + count < records.length) {
    sizeBytes += records[from + count]?.value?.length ?? 0
    if (count > 0 && sizeBytes > CHUNK_BYTES) break
    count += 1
  }
  return count
}
