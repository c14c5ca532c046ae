import { MOVE_AT, MOVE_KILOMETRES, MOVE_SPEED } from './card-head.ts'
import type { FeaturePlace } from './feature-place.ts'
import { WAKE_KIND } from './member-table.ts'
import type { Bound } from './room-bounds.ts'
import type { Scene } from './scene.ts'
import type { Shape } from './shape.ts'

type SizeName = 'concurrent' | 'blockRun' | 'distance' | 'speed'

/**
 * Records that are looked at however much room a card has: by the bounds of a screen that no number of
 * everyday records can pass. They are counted in a measure that everyday use is not, are the first of a
 * member in its window, or are as large as a limit by themselves.
 */
export class RareRecords {
  /** By measure: whether a record that it counts is rare. */
  readonly #isWatched: Uint8Array
  /** A bit for each kind of members of which a new one is. */
  readonly #kinds: number
  /** By name of a measure: from how large on a record is. */
  readonly #sizes: Record<SizeName, number> = {
    concurrent: Number.POSITIVE_INFINITY,
    blockRun: Number.POSITIVE_INFINITY,
    distance: Number.POSITIVE_INFINITY,
    speed: Number.POSITIVE_INFINITY,
  }

  constructor(bounds: readonly Bound[], measures: number) {
    this.#isWatched = new Uint8Array(measures)
    let kinds = 0
    for (const { condition, growth } of bounds) {
      const { place, threshold } = condition
      if (growth === 'steady' && place.plan) this.#isWatched[place.plan.index] = 1
      if (growth === 'member') kinds |= 1 << Math.max(place.kind, WAKE_KIND)
      if (growth !== 'size') continue
      const name = sizeOf(place)
      this.#sizes[name] = Math.min(this.#sizes[name], threshold)
    }
    this.#kinds = kinds
  }

  /** Whether the scene's record, folded in, is one. */
  has(scene: Scene, { raised }: Shape): boolean {
    if ((scene.store.members.grownKinds & this.#kinds) !== 0) return true
    for (let at = 0; at < raised.length; at += 1) {
      if (this.#isWatched[raised[at] ?? 0] === 1) return true
    }
    return this.#isLarge(scene)
  }

  /** Whether only rare records are counted in any of these measures. */
  countAll(measures: readonly number[]): boolean {
    return measures.every((index) => this.#isWatched[index] === 1)
  }

  #isLarge(scene: Scene): boolean {
    const { fact, eventTime } = scene
    const { concurrent, blockRun, distance, speed } = this.#sizes
    if (fact.concurrent >= concurrent || (fact.blockRun ?? 0) >= blockRun) return true
    if (scene.double(MOVE_AT) !== eventTime) return false
    return scene.double(MOVE_KILOMETRES) >= distance || scene.double(MOVE_SPEED) >= speed
  }
}

function sizeOf({ name, measure }: FeaturePlace): SizeName {
  return measure.kind === 'largest' ? measure.amount : (name as SizeName)
}
