import type { RowBlock } from '../card/row-block.ts'
import type { ColumnValues } from './column-values.ts'
import { PLAN } from './plan.ts'
import { RecentTotals } from './recent-totals.ts'
import { recentValue, type TimeRange } from './recent-values.ts'
import type { RowRecipe } from './row-recipe.ts'
import type { Scene } from './scene.ts'

const PLANS = [...PLAN.byName.values()]

type Held = RowRecipe['held'][number]

/** The values of rows whose windows are read from a card's newest records. */
export class ShortRows {
  readonly #scene: Scene
  readonly #values: ColumnValues
  readonly #totals: RecentTotals

  constructor(scene: Scene, values: ColumnValues) {
    this.#scene = scene
    this.#values = values
    this.#totals = new RecentTotals(scene.store)
  }

  /** Sets the values of a row of a block: the window as the scene looks at it. */
  fill(recipe: RowRecipe, block: RowBlock, row: number): void {
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
    options: { readonly short: number; readonly range: TimeRange },
  ): number {
    const whole = this.#shortSum(over, options)
    return whole === 0 ? Number.NaN : this.#shortSum(of, options) / whole
  }

  #shortSum(
    indexes: readonly number[],
    { short, range }: { readonly short: number; readonly range: TimeRange },
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

  #rangeOf({ slideMs, sizeMs }: RowRecipe): TimeRange {
    const { at, day } = this.#scene
    if (slideMs === 0) return { from: day.start, to: day.end }
    const to = (Math.floor(at / slideMs) + 1) * slideMs
    return { from: to - sizeMs, to }
  }
}
