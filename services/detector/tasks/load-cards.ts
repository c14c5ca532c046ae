import type { Clock, LogRecord, Observer, StateStore } from './ports.ts'
import type { StagePartition } from './stage.ts'

/** As long the fold waits for its cards; then other partitions have their turn. Ours. */
const PATIENCE_MS = 1_000

/** Another owner has saved a card with records that come only now: the state here is an old one. */
export class Overtaken extends Error {
  override readonly name = 'Overtaken'

  constructor(next: bigint, marker: bigint) {
    super(`A card was saved by another owner at offset ${marker}, before ${next} was read here`)
  }
}

/** Cards are still to come; nothing has changed. `loaded` resolves when they are there. */
export class CardsAway extends Error {
  override readonly name = 'CardsAway'
  readonly loaded: Promise<void>

  constructor(loaded: Promise<void>) {
    super('Cards that are needed are still to come')
    this.loaded = loaded
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

/** Loads the evicted cards that records are of. Throws `CardsAway` when that lasts, or `Overtaken`. */
export async function loadCards(
  records: readonly LogRecord[],
  place: Place,
  ports: LoadPorts,
): Promise<void> {
  const iccids = place.partition.eviction?.evictedIn(records) ?? []
  if (iccids.length === 0) return
  const loaded = load(iccids, place, ports)
  const late = ports.clock.passed(PATIENCE_MS).then(() => 'late' as const)
  if ((await Promise.race([loaded, late])) === 'late') throw new CardsAway(loaded)
}

async function load(
  iccids: readonly string[],
  { partition, next }: Place,
  { store, clock, observer }: LoadPorts,
): Promise<void> {
  const startedAtMs = clock.nowMs()
  const entries = await store.loadCards(partition.number, iccids)
  const ahead = entries.find(({ marker }) => marker >= next)
  if (ahead) throw new Overtaken(next, ahead.marker)
  partition.eviction?.load(iccids, entries)
  observer.loaded(iccids.length, clock.nowMs() - startedAtMs)
}
