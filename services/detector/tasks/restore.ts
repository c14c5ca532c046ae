import { markerOf } from './marker.ts'
import type { Restored } from './partition-task.ts'
import type { Log, StateStore } from './ports.ts'
import type { Stage } from './stage.ts'

export interface Restoration extends Restored {
  /** Where the log still begins; above `next`: records between them were never read. */
  readonly low: bigint
}

/**
 * A partition as its newest checkpoint says, and where to read on. The group's own offset is not
 * asked. Throws when the checkpoint does not belong to this log, or not to this program.
 */
export async function restore(
  number: number,
  { stage, store, log }: { readonly stage: Stage; readonly store: StateStore; readonly log: Log },
): Promise<Restoration> {
  const entries = await store.load(number)
  const marker = markerOf(number, entries)
  // Asked after the checkpoint was read, so that the log cannot have been shorter then.
  const { low, high } = await log.range(number)
  if (marker !== undefined && marker >= high) {
    throw new Error(
      `Cannot start partition ${number}: its checkpoint ends at offset ${marker}, its log before ${high}; if ${stage.topic} was made anew, raise ${stage.epochName}`,
    )
  }
  const partition = stage.restore(number, entries)
  return { partition, low, next: marker === undefined ? low : marker + 1n }
}
