import type { Clock, LogRecord, Observer, StateStore } from './ports.ts'
import type { StagePartition } from './stage.ts'

/** Another owner has saved a card with records that come only now: the state here is an old one. */
export class Overtaken extends Error {
  override readonly name = 'Overtaken'

  constructor(next: bigint, marker: bigint) {
    super(`A card was saved by another owner at offset ${marker}, before ${next} was read here`)
  }
}

interface Place {
  readonly partition: StagePartition
  /** The offset to read next. */
  readonly next: bigint
}

interface LoadPorts {
  readonly store: StateStore
  readonly clock: Clock
  readonly observer: Observer
}

/**
 * Loads the evicted cards that records are of. Throws `StoreAway`, and nothing has changed, or
 * `Overtaken`.
 */
export async function loadCards(
  records: readonly LogRecord[],
  { partition, next }: Place,
  { store, clock, observer }: LoadPorts,
): Promise<void> {
  const { eviction, number } = partition
  const iccids = eviction?.evictedIn(records) ?? []
  if (!eviction || iccids.length === 0) return
  const startedAtMs = clock.nowMs()
  const entries = await store.loadCards(number, iccids)
  const ahead = entries.find(({ marker }) => marker >= next)
  if (ahead) throw new Overtaken(next, ahead.marker)
  eviction.load(iccids, entries)
  observer.loaded(iccids.length, clock.nowMs() - startedAtMs)
}
