import type { StateEntry } from '../ports.ts'
import type { SavedEntry } from './ports.ts'

const MARKER = '#marker'

/** Says up to where the log is folded into a checkpoint, and which program wrote it. */
export function markerEntry(marker: bigint, engine: string): StateEntry {
  return { key: MARKER, payload: JSON.stringify({ offset: String(marker), engine }) }
}

/**
 * The offset a checkpoint covers; undefined when there is none. Throws on a torn one: each checkpoint
 * has its marker in the same block, so no entry can be newer than it.
 */
export function markerOf(partition: number, entries: readonly SavedEntry[]): bigint | undefined {
  if (entries.length === 0) return undefined
  const marker = entries.find(({ key }) => key === MARKER)?.marker
  if (marker === undefined || entries.some((entry) => entry.marker > marker)) {
    throw new Error(`Cannot restore partition ${partition}: its checkpoint is torn`)
  }
  return marker
}
