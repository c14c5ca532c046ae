import type { RowBlock } from '../card/row-block.ts'
import { MEMBERS, SUMS } from './card-head.ts'
import type { ColumnValues } from './column-values.ts'
import { cellOf } from './fold-fields.ts'
import { PLAN } from './plan.ts'
import type { RowRecipe } from './row-recipe.ts'
import type { Scene } from './scene.ts'

/** The values of rows whose windows are kept as sums and members. */
export class LongRows {
  readonly #scene: Scene
  readonly #values: ColumnValues
  /** What was gathered for a row, by index of the measure. */
  readonly #kept = new Float64Array(PLAN.byName.size)

  constructor(scene: Scene, values: ColumnValues) {
    this.#scene = scene
    this.#values = values
  }

  /** Sets the values of a row of a block: the window as the scene looks at it. */
  fill(recipe: RowRecipe, block: RowBlock, row: number): void {
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

function sumOf(indexes: readonly number[], kept: Float64Array): number {
  let sum = 0
  for (let at = 0; at < indexes.length; at += 1) sum += kept[indexes[at] ?? -1] ?? 0
  return sum
}
