import { RowBlock } from '../card/row-block.ts'
import { CONTACT_ROWS, DATA_ROWS, MEMBERS, NEWEST, SUMS } from './card-head.ts'
import type { ColumnValues } from './column-values.ts'
import { cellOf } from './fold-fields.ts'
import { PLAN } from './plan.ts'
import type { RecentRows } from './recent-rows.ts'
import { RecentTotals } from './recent-totals.ts'
import { recentValue } from './recent-values.ts'
import { RECIPES, ROW_WINDOWS, type RowRecipe } from './row-recipe.ts'
import type { RowTouches } from './row-touches.ts'
import type { Scene } from './scene.ts'
import { SeenRows } from './seen-rows.ts'

const SLIDING_RECIPES = RECIPES.filter(({ slideMs }) => slideMs > 0)
const [DAY, MONTH, CYCLE, LIFETIME] = (['day', 'month', 'cycle', 'lifetime'] as const).map(
  (window) => RECIPES[ROW_WINDOWS.indexOf(window)] as RowRecipe,
) as [RowRecipe, RowRecipe, RowRecipe, RowRecipe]

type Held = RowRecipe['held'][number]

const LEAST_ROWS = 64

export interface ColumnRowsOptions {
  readonly scene: Scene
  readonly values: ColumnValues
  readonly touches: RowTouches
}

/** Works out the feature rows of cards: for each window one gathering, not one for each measure. */
export class ColumnRows {
  readonly #scene: Scene
  readonly #values: ColumnValues
  readonly #touches: RowTouches
  readonly #totals: RecentTotals
  readonly #seen = new SeenRows()
  /** What was gathered for a row, by index of the measure. */
  readonly #kept = new Float64Array(PLAN.byName.size)
  #blocks = ROW_WINDOWS.map((window) => new RowBlock(window))
  #touch = 0

  constructor({ scene, values, touches }: ColumnRowsOptions) {
    this.#scene = scene
    this.#values = values
    this.#touches = touches
    this.#totals = new RecentTotals(scene.store)
  }

  /** The rows since they were last taken. */
  take(): RowBlock[] {
    const blocks = this.#blocks.filter(({ count }) => count > 0)
    if (blocks.length > 0) this.#blocks = this.#blocks.map(emptyAfter)
    return blocks
  }

  /** Adds the rows that a card's touches changed, newest stamp of each. Moves the scene to the card. */
  addRowsOf(card: number): void {
    const touches = this.#touches
    this.#seen.clear()
    this.#scene.enter(card)
    this.#values.forgetTotals()
    for (let touch = touches.newestOf(card); touch !== 0; touch = touches.before(touch)) {
      this.#touch = touch
      this.#addRows(touches.timeOf(touch), touches.contractOf(touch) >= 0)
    }
  }

  #addRows(eventTime: number, changesLifetime: boolean): void {
    const scene = this.#scene
    scene.placeAt(eventTime)
    this.#add(DAY, scene.day.start)
    this.#add(MONTH, scene.day.month.start)
    this.#add(CYCLE, scene.cycle.start)
    if (changesLifetime) this.#add(LIFETIME, 0)
    const newest = scene.double(NEWEST)
    for (let at = 0; at < SLIDING_RECIPES.length; at += 1) {
      const recipe = SLIDING_RECIPES[at] as RowRecipe
      const { slideMs, sizeMs } = recipe
      const own = Math.floor(eventTime / slideMs) * slideMs
      const last = Math.min(Math.floor(newest / slideMs) * slideMs, own + sizeMs - slideMs)
      for (let slide = own; slide <= last; slide += slideMs) {
        if (slide !== own && !isActive(slide, slideMs, scene)) continue
        scene.at = slide
        this.#add(recipe, slide + slideMs - sizeMs)
      }
      scene.at = eventTime
    }
  }

  /** Once for each window and start. */
  #add(recipe: RowRecipe, windowStart: number): void {
    if (!this.#seen.add(windowStart * 16 + recipe.number)) return
    const scene = this.#scene
    const { profile } = scene.contract ?? {}
    const block = this.#blocks[recipe.number] as RowBlock
    const row = block.add({
      iccid: scene.store.iccidOf(scene.card),
      windowStart,
      tenant: profile?.tenant ?? 'unregistered',
      offset: this.#touches.offsetOf(this.#touch),
      asOf: this.#touches.asOfOf(this.#touch),
    })
    if (recipe.short >= 0) this.#fillShort(recipe, block, row)
    else this.#fillLong(recipe, block, row)
  }

  #fillShort(recipe: RowRecipe, block: RowBlock, row: number): void {
    const { held, short } = recipe
    const range = this.#rangeOf(recipe)
    const { steps, none } = held[this.#totals.readRange(short, range, this.#scene)] as Held
    for (let n = 0; n < none.length; n += 1) block.set(row, none[n] ?? 0, Number.NaN)
    for (let n = 0; n < steps.length; n += 1) {
      const { at, by, index, plan, of, over, place } = steps[n] as RowRecipe['steps'][number]
      let value = by === 'ratio' || by === 'itself' ? Number.NaN : this.#totalAt(index, short)
      if (by === 'members' && value > 0 && plan) value = recentValue(plan, range, this.#scene)
      if (by === 'ratio') value = this.#shortRatio(of, over, { short, range })
      if (by === 'itself' && this.#isAnyCounted(place.behind, short)) {
        value = this.#values.valueOver(place) ?? Number.NaN
      }
      block.set(row, at, value)
    }
  }

  #totalAt(index: number, short: number): number {
    return this.#totals.totalAt(index, short) ?? 0
  }

  #isAnyCounted(indexes: readonly number[], short: number): boolean {
    for (let at = 0; at < indexes.length; at += 1) {
      if (this.#totalAt(indexes[at] ?? -1, short) > 0) return true
    }
    return false
  }

  #shortRatio(
    of: readonly number[],
    over: readonly number[],
    options: { readonly short: number; readonly range: Range },
  ): number {
    const whole = this.#shortSum(over, options)
    return whole === 0 ? Number.NaN : this.#shortSum(of, options) / whole
  }

  #shortSum(
    indexes: readonly number[],
    { short, range }: { readonly short: number; readonly range: Range },
  ): number {
    let sum = 0
    for (const index of indexes) {
      const total = this.#totalAt(index, short)
      const plan = PLANS[index]
      const isCount = plan?.measure.kind === 'count' || plan?.measure.kind === 'sum'
      sum += total === 0 || isCount || !plan ? total : recentValue(plan, range, this.#scene)
    }
    return sum
  }

  #rangeOf({ slideMs, sizeMs }: RowRecipe): Range {
    const { at, day } = this.#scene
    if (slideMs === 0) return { from: day.start, to: day.end }
    const to = (Math.floor(at / slideMs) + 1) * slideMs
    return { from: to - sizeMs, to }
  }

  #fillLong(recipe: RowRecipe, block: RowBlock, row: number): void {
    const { steps } = recipe
    const kept = this.#kept
    this.#gather(recipe)
    for (let at = 0; at < steps.length; at += 1) {
      const { by, index, of, over, place } = steps[at] as RowRecipe['steps'][number]
      let value = by === 'total' ? (kept[index] ?? 0) : 0
      if (by === 'ratio') {
        const whole = sumOf(over, kept)
        value = whole === 0 ? Number.NaN : sumOf(of, kept) / whole
      }
      if (by === 'itself') value = this.#values.valueOver(place) ?? Number.NaN
      block.set(row, at, value)
    }
  }

  /** All that a long window keeps, from one walk over the sums and one over the members. */
  #gather({ window, slideMs, sizeMs, sums, kinds, hasSums, hasKinds }: RowRecipe): void {
    const scene = this.#scene
    const { store } = scene
    const to = slideMs > 0 ? Math.floor(scene.at / slideMs) : cellOf(window, scene)
    const from = slideMs > 0 ? to + 1 - sizeMs / slideMs : to
    this.#kept.fill(0)
    if (hasSums) store.sums.gather(scene.word(SUMS), sums, { from, to }, this.#kept)
    if (hasKinds && slideMs > 0) {
      store.members.gather(scene.word(MEMBERS), kinds, { from, to }, this.#kept)
    }
  }
}

interface Range {
  readonly from: number
  readonly to: number
}

const PLANS = [...PLAN.byName.values()]

function sumOf(indexes: readonly number[], kept: Float64Array): number {
  let sum = 0
  for (let at = 0; at < indexes.length; at += 1) sum += kept[indexes[at] ?? -1] ?? 0
  return sum
}

/** Whether the card has records in a slide. Those after a late one are all among the newest. */
function isActive(slide: number, slideMs: number, scene: Scene): boolean {
  const { store } = scene
  return (
    hasRowIn(store.contacts, scene.word(CONTACT_ROWS), { scene, slide, slideMs }) ||
    hasRowIn(store.data, scene.word(DATA_ROWS), { scene, slide, slideMs })
  )
}

interface Slide {
  readonly scene: Scene
  readonly slide: number
  readonly slideMs: number
}

function hasRowIn(rows: RecentRows, list: number, { scene, slide, slideMs }: Slide): boolean {
  if (list === 0) return false
  const { doubles } = scene.store.memory.pageOf(list)
  const { rowWords } = rows
  const first = rows.firstRow(list)
  for (let row = first + (rows.count(list) - 1) * rowWords; row >= first; row -= rowWords) {
    const time = doubles[row >> 1] ?? 0
    if (time < slide) return false
    if (time < slide + slideMs) return true
  }
  return false
}

/** The next block of a window, with room for about as many rows as this one has. */
function emptyAfter({ windowKind, count }: RowBlock): RowBlock {
  return new RowBlock(windowKind, Math.max(LEAST_ROWS, Math.ceil(count * 1.1)))
}
