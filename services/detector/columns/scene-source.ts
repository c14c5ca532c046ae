import type { Profile } from '#schemas/profile.ts'
import type { DerivedSource } from '../card/derived-value.ts'
import type { Move } from '../card/place-memory.ts'
import type { BaselineOf } from '../domain/baseline.ts'
import type { WindowName } from '../domain/window.ts'
import { AWAY_AT, FIRST_DAY, MOVE_AT, MOVE_KILOMETRES, MOVE_SPEED, SUMS } from './card-head.ts'
import type { ColumnValues } from './column-values.ts'
import { type FeaturePlace, placeOf, rangeOf } from './feature-place.ts'
import { PLAN } from './plan.ts'
import { blockSizesIn } from './recent-values.ts'
import type { Scene } from './scene.ts'
import { QUARTER_MS } from './zone-days.ts'

const NO_DAYS: ReadonlySet<number> = new Set()

/** What derived values are worked out from: the scene's card. */
export class SceneSource implements DerivedSource {
  readonly #scene: Scene
  readonly #values: ColumnValues
  readonly #move = { at: 0, kilometres: 0, kilometresPerHour: 0 }

  constructor(scene: Scene, values: ColumnValues) {
    this.#scene = scene
    this.#values = values
  }

  kept(name: string, window: WindowName): number {
    return this.#values.kept(placeIn(name, window))
  }

  blockSizes(window: WindowName): readonly number[] {
    const place = placeIn('blockPeers', window)
    return place.plan ? blockSizesIn(place.plan, rangeOf(place, this.#scene), this.#scene) : []
  }

  dayAmounts(of: BaselineOf, from: number, to: number): readonly number[] {
    const scene = this.#scene
    const column = DAY_COLUMNS.get(of) ?? -1
    const cells = { from: Math.ceil(from / QUARTER_MS), to: Math.ceil(to / QUARTER_MS) - 1 }
    return scene.store.sums.amounts(scene.word(SUMS), column, cells)
  }

  get eventTime(): number {
    return this.#scene.eventTime
  }

  get at(): number {
    return this.#scene.at
  }

  get dayStart(): number {
    return this.#scene.day.start
  }

  get lifetimeStart(): number {
    return this.#scene.contract?.profile.eventTime ?? 0
  }

  get profile(): Profile | undefined {
    return this.#scene.contract?.profile
  }

  get wake() {
    return this.#scene.memory?.wake
  }

  get testSince(): number | undefined {
    return this.#scene.memory?.testSince
  }

  get awayAt(): number | undefined {
    return this.#scene.double(AWAY_AT) || undefined
  }

  /** One object for all cards: to be read before the next record. */
  get move(): Move | undefined {
    const at = this.#scene.double(MOVE_AT)
    if (at === 0) return undefined
    const move = this.#move
    move.at = at
    move.kilometres = this.#scene.double(MOVE_KILOMETRES)
    move.kilometresPerHour = this.#scene.double(MOVE_SPEED)
    return move
  }

  get firstDay(): number | undefined {
    return this.#scene.double(FIRST_DAY) || undefined
  }

  get overDays(): ReadonlySet<number> {
    return this.#scene.memory?.overDays ?? NO_DAYS
  }

  get alertDays(): ReadonlySet<number> {
    return this.#scene.memory?.alertDays ?? NO_DAYS
  }
}

const DAY_COLUMNS = new Map(
  [...PLAN.byName.values()].flatMap(({ name, sums }) =>
    sums.filter(({ window }) => window === 'day').map(({ column }) => [name, column] as const),
  ),
)

const places = new Map<string, Map<WindowName, FeaturePlace>>()

function placeIn(name: string, window: WindowName): FeaturePlace {
  const ofName = places.get(name) ?? new Map<WindowName, FeaturePlace>()
  places.set(name, ofName)
  const place = ofName.get(window) ?? placeOf(name, window)
  ofName.set(window, place)
  return place
}
