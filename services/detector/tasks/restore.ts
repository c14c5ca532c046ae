import { MarkerFinder } from './marker.ts'
import type { Restored } from './partition-task.ts'
import type { Log, StateStore } from './ports.ts'
import type { Stage } from './stage.ts'

export interface Restoration extends Restored {
  /** Where the log still begins; above `next`: records between them were never read. */
  readonly low: bigint
}

export interface RestoreOptions {
  readonly stage: Stage
  readonly store: StateStore
  readonly log: Log
  /** What the cards of the partition may take in memory. */
  cardBytes(): number
}

/**
 * A partition as its newest checkpoint says, and where to read on. The group's own offset is not
 * asked. Throws when the checkpoint does not belong to this log, or not to this program.
 */
export async function restore(
  number: number,
  { stage, store, log, cardBytes }: RestoreOptions,
): Promise<Restoration> {
  let restoring = stage.restoring(number, cardBytes())
  let finder = new MarkerFinder()
  await store.load(number, () => {
    restoring = stage.restoring(number, cardBytes())
    finder = new MarkerFinder()
    return (entry) => {
      finder.note(entry)
      restoring.take(entry)
    }
  })
  const marker = finder.found(number)
  // Asked after the checkpoint was read, so that the log cannot have been shorter then.
  const { low, high } = await log.range(number)
  if (marker !== undefined && marker >= high) {
    throw new Error(
      `Cannot start partition ${number}: its checkpoint ends at offset ${marker}, its log before ${high}; if ${stage.topic} was made anew, raise ${stage.epochName}`,
    )
  }
  return { partition: restoring.end(), low, next: marker === undefined ? low : marker + 1n }
}
