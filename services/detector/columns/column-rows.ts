import { RowBlock } from '../card/row-block.ts'
import { isActive } from './active-slides.ts'
import { NEWEST } from './card-head.ts'
import type { ColumnValues } from './column-values.ts'
import { LongRows } from './long-rows.ts'
import { RECIPES, ROW_WINDOWS, type RowRecipe } from './row-recipe.ts'
import type { RowTouches } from './row-touches.ts'
import type { Scene } from './scene.ts'
import { SeenRows } from './seen-rows.ts'
import { ShortRows } from './short-rows.ts'

const SLIDING_RECIPES = RECIPES.filter(({ slideMs }) => slideMs > 0)
const [DAY, MONTH, CYCLE, LIFETIME] = (['day', 'month', 'cycle', 'lifetime'] as const).map(
  (window) => RECIPES[ROW_WINDOWS.indexOf(window)] as RowRecipe,
) as [RowRecipe, RowRecipe, RowRecipe, RowRecipe]

const LEAST_ROWS = 64

export interface ColumnRowsOptions {
  readonly scene: Scene
  readonly values: ColumnValues
  readonly touches: RowTouches
}

/**
 * Which feature rows of cards have changed: each is worked out once, with one gathering for its window
 * and not one for each measure.
 */
export class ColumnRows {
  readonly #scene: Scene
  readonly #values: ColumnValues
  readonly #touches: RowTouches
  readonly #short: ShortRows
  readonly #long: LongRows
  readonly #seen = new SeenRows()
  #blocks = ROW_WINDOWS.map((window) => new RowBlock(window))
  #touch = 0

  constructor({ scene, values, touches }: ColumnRowsOptions) {
    this.#scene = scene
    this.#values = values
    this.#touches = touches
    this.#short = new ShortRows(scene, values)
    this.#long = new LongRows(scene, values)
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
    const newest = scene.double(NEWEST)
    if (changesLifetime) this.#addLifetime(eventTime, newest)
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

  /** Of the contract in force. */
  #addLifetime(eventTime: number, newest: number): void {
    const scene = this.#scene
    const isInForce = scene.contractAt(newest) === scene.contract
    if (!isInForce) scene.placeAt(newest)
    this.#add(LIFETIME, 0)
    if (!isInForce) scene.placeAt(eventTime)
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
    if (recipe.short >= 0) this.#short.fill(recipe, block, row)
    else this.#long.fill(recipe, block, row)
  }
}

/** The next block of a window, with room for about as many rows as this one has. */
function emptyAfter({ windowKind, count }: RowBlock): RowBlock {
  return new RowBlock(windowKind, Math.max(LEAST_ROWS, Math.ceil(count * 1.1)))
}
