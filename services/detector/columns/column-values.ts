import { holds, slidingSpan, type WindowName } from '../domain/window.ts'
import { BY_VERDICTS } from '../features/history.ts'
import { MEMBERS, SUMS } from './card-head.ts'
import { type FeaturePlace, rangeOf } from './feature-place.ts'
import { cellOf } from './fold-fields.ts'
import type { KeptPlan } from './plan.ts'
import { RecentTotals } from './recent-totals.ts'
import { ownTally, ownTallyBound, recentValue } from './recent-values.ts'
import type { Scene } from './scene.ts'
import { SceneSource } from './scene-source.ts'

/** Counts on when the contract changes: a test is over when its contract says so. */
const OF_TEST = 'bytesTest'

/**
 * The features of the scene's card. Undefined where one does not exist, because a ratio has nothing
 * under it, or because the window as it is looked at no longer holds the record that is judged.
 */
export class ColumnValues {
  readonly #scene: Scene
  /** What derived values are worked out from. */
  readonly source: SceneSource

  constructor(scene: Scene) {
    this.#scene = scene
    this.source = new SceneSource(scene, this)
    this.#totals = new RecentTotals(scene.store)
  }

  /** A feature as it stands for the record that is judged: of a tally, its own peer's. */
  valueOf(place: FeaturePlace): number | undefined {
    const { sliding, measure, plan } = place
    const scene = this.#scene
    if (sliding && scene.at !== scene.eventTime) {
      if (!holds(slidingSpan(scene.at, sliding), scene.eventTime)) return undefined
    }
    if (measure.kind !== 'greatest' || !plan) return this.valueOver(place)
    if (place.kind < 0) return ownTally(plan, rangeOf(place, scene), scene)
    const key = { kind: place.kind, low: scene.peerLow, high: scene.peerHigh }
    return scene.store.members.tallyOf(scene.word(MEMBERS), key, scene.day.monthNumber)
  }

  /** The measure over a window as it is looked at, whether or not it holds the record. */
  valueOver(place: FeaturePlace): number | undefined {
    switch (place.measure.kind) {
      case 'ratio':
        return this.#ratio(place)
      case 'derived':
        return place.derive?.(this.source, place.window)
      default:
        return this.kept(place)
    }
  }

  readonly #totals: RecentTotals
  #isFilled = false
  /** Whether what is remembered is of the scene's record. */
  #isBegun = false

  /** Whether the scene's record came in order, so that windows are looked at once, now. */
  isExact = true

  /** Begins a record: what was found for the one before is forgotten. */
  begin(): void {
    serial += 1
    this.forgetTotals()
    this.#isBegun = true
  }

  /** A feature for those who judge at length: what the screen has read is not read again. */
  observed(place: FeaturePlace): number | undefined {
    const { at, eventTime } = this.#scene
    const isAsScreened = this.#isBegun && this.isExact && at === eventTime
    // A verdict on this very record may have changed it.
    const isSteady = isAsScreened && !BY_VERDICTS.has(place.name)
    return isSteady ? this.rememberedBound(place) : this.valueOf(place)
  }

  /**
   * Whether the short windows of the scene's record are read: all at once, when the first is asked for.
   * Of a record out of order, or looked at from a later slide, each is read by itself.
   */
  #hasWindows(): boolean {
    const { at, eventTime } = this.#scene
    if (!this.#isBegun || !this.isExact || at !== eventTime) return false
    if (!this.#isFilled) this.#totals.read(this.#scene)
    this.#isFilled = true
    return true
  }

  /**
   * At least what any record of now could be judged by; undefined where that is not known. Of members
   * it is how many records were counted, which is quickly found.
   */
  ceilingOf(place: FeaturePlace): number | undefined {
    const { plan, measure, column, kind, window } = place
    if (!plan || (measure.kind !== 'distinct' && measure.kind !== 'greatest')) {
      return this.rememberedBound(place) ?? Number.NEGATIVE_INFINITY
    }
    if (column >= 0 || kind >= 0) {
      return measure.kind === 'distinct' ? this.rememberedBound(place) : undefined
    }
    return this.#hasWindows() ? this.#totals.total(plan, window) : undefined
  }

  /** Of the contract in force. */
  get quotaBytes(): number {
    return Math.max(1, this.#scene.contract?.profile.quotaBytes ?? 1)
  }

  /** `boundOf`, worked out once for a record. */
  rememberedBound(place: FeaturePlace): number | undefined {
    if (place.serial === serial) return place.value
    place.serial = serial
    place.value = this.boundOf(place)
    return place.value
  }

  /** The feature, or for a record out of order more than it can be in any window that holds it. */
  boundOf(place: FeaturePlace): number | undefined {
    if (this.isExact) return this.valueOf(place)
    const { plan, sliding, measure } = place
    if (!plan)
      return measure.kind === 'ratio' ? Number.POSITIVE_INFINITY : this.#derivedBound(place)
    if (!sliding) return this.valueOf(place)
    return this.#widest(place, plan)
  }

  /** What does not hang on the slide that a window is looked at from is exact. */
  #derivedBound(place: FeaturePlace): number | undefined {
    return BY_SLIDE.has(place.name) ? Number.POSITIVE_INFINITY : this.valueOf(place)
  }

  /** Over all windows together that hold the record. */
  #widest(place: FeaturePlace, plan: KeptPlan): number {
    const { eventTime, store } = this.#scene
    const { slideMs, sizeMs, column, kind } = place
    const slide = Math.floor(eventTime / slideMs)
    const around = sizeMs / slideMs - 1
    const slides = { from: slide - around, to: slide + around }
    if (column >= 0) return store.sums.sum(this.#scene.word(SUMS), column, slides)
    if (kind >= 0) return store.members.distinct(this.#scene.word(MEMBERS), kind, slides)
    const range = { from: slides.from * slideMs, to: (slides.to + 1) * slideMs }
    if (place.measure.kind === 'greatest') return ownTallyBound(plan, range, this.#scene)
    return recentValue(plan, range, this.#scene)
  }

  #ratio({ of, over }: FeaturePlace): number | undefined {
    let whole = 0
    for (const place of over) whole += this.kept(place)
    if (whole === 0) return undefined
    let part = 0
    for (const place of of) part += this.kept(place)
    return part / whole
  }

  /** A kept measure over a window as it is looked at; 0 where nothing was counted. */
  kept(place: FeaturePlace): number {
    const { plan, column, kind } = place
    const scene = this.#scene
    if (!plan) return 0
    if (column >= 0) return this.#sum(place)
    if (kind < 0) return this.#recent(place, plan)
    const table = scene.word(MEMBERS)
    if (place.window === 'month') {
      return scene.store.members.highest(table, kind, scene.day.monthNumber)
    }
    const { slideMs, sizeMs } = place
    const to = Math.floor(scene.at / slideMs)
    const from = to + 1 - sizeMs / slideMs
    return scene.store.members.distinct(table, kind, { from, to })
  }

  #recent(place: FeaturePlace, plan: KeptPlan): number {
    const known = this.#hasWindows() ? this.#known(plan, place.window) : undefined
    return known ?? recentValue(plan, rangeOf(place, this.#scene), this.#scene)
  }

  /** Counts and sums are there for all windows at once, as long as the scene stays at its record. */
  #known(plan: KeptPlan, window: WindowName): number | undefined {
    const { kind } = plan.measure
    const total = this.#totals.total(plan, window)
    return kind === 'count' || kind === 'sum' || total === 0 ? total : undefined
  }

  /** The scene has moved: what was read is of another place. */
  forgetTotals(): void {
    this.#isFilled = false
    this.#isBegun = false
  }

  #sum({ name, window, column, sliding, slideMs, sizeMs }: FeaturePlace): number {
    const scene = this.#scene
    const list = scene.word(SUMS)
    if (sliding) {
      const to = Math.floor(scene.at / slideMs)
      return scene.store.sums.sum(list, column, { from: to + 1 - sizeMs / slideMs, to })
    }
    const cell = cellOf(window, scene)
    const isTest = name === OF_TEST && scene.memory?.testSince !== undefined
    const from = isTest ? Math.min(cell, scene.memory?.testContract ?? cell) : cell
    return scene.store.sums.sum(list, column, { from, to: cell })
  }
}

/** Derived values that differ from slide to slide. */
const BY_SLIDE: ReadonlySet<string> = new Set([
  ...['silentDays', 'wokeElsewhere', 'gapVariation', 'sameBlockShare'],
])

/** Of the record under work, of all partitions: places are theirs together. */
let serial = 0
