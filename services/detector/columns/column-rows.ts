import type { Iccid } from '#schemas/identifiers.ts'
import { measuresIn, RowBlock } from '../card/row-block.ts'
import { SLIDING, type SlidingName, slideStart, type WindowName } from '../domain/window.ts'
import { CONTACT_ROWS, DATA_ROWS, NEWEST } from './cards.ts'
import type { ColumnValues } from './column-values.ts'
import { type FeaturePlace, placeOf } from './feature-place.ts'
import type { RecentRows } from './recent-rows.ts'
import type { RowTouches } from './row-touches.ts'
import type { Scene } from './scene.ts'

const ROW_SLIDES = ['1h', '1d', '2d', '7d', '30d', '240d'] as const satisfies readonly SlidingName[]
const ROW_WINDOWS = [
  ...ROW_SLIDES,
  'day',
  'month',
  'cycle',
  'lifetime',
] as const satisfies readonly WindowName[]

/** The measures that stand in the rows of each window. */
const PLACES = new Map<WindowName, readonly FeaturePlace[]>(
  ROW_WINDOWS.map((window) => [window, measuresIn(window).map((name) => placeOf(name, window))]),
)

export interface RowsOptions {
  readonly scene: Scene
  readonly values: ColumnValues
  readonly touches: RowTouches
  /** Where the rows go, by window. */
  readonly blocks: ReadonlyMap<WindowName, RowBlock>
}

/** Adds the rows that a card's touches changed, newest stamp of each. Moves the scene to the card. */
export function addRowsOf(card: number, options: RowsOptions): void {
  const { scene, values, touches } = options
  const iccid = scene.store.cards.iccidOf(card)
  const done = new Set<number>()
  scene.enter(card)
  for (let touch = touches.newestOf(card); touch !== 0; touch = touches.before(touch)) {
    addRows(touch, { ...options, iccid, done })
  }
  values.forgetTotals()
}

interface Adding extends RowsOptions {
  readonly iccid: Iccid
  /** Windows and starts that have their row, as numbers. */
  readonly done: Set<number>
}

function addRows(touch: number, adding: Adding): void {
  const { scene, touches } = adding
  const eventTime = touches.timeOf(touch)
  const touched = { ...adding, touch }
  scene.placeAt(eventTime)
  add('day', scene.day.start, touched)
  add('month', scene.day.month.start, touched)
  add('cycle', scene.cycle.start, touched)
  if (touches.contractOf(touch) >= 0) add('lifetime', 0, touched)
  const newest = scene.double(NEWEST)
  for (const window of ROW_SLIDES) {
    const { sizeMs, slideMs } = SLIDING[window]
    const own = slideStart(eventTime, window)
    const last = Math.min(slideStart(newest, window), own + sizeMs - slideMs)
    for (let slide = own; slide <= last; slide += slideMs) {
      const start = slide + slideMs - sizeMs
      if (adding.done.has(keyOf(window, start))) continue
      if (slide !== own && !isActive(slide, slideMs, scene)) continue
      scene.at = slide
      add(window, start, touched)
    }
    scene.at = eventTime
  }
}

function add(window: WindowName, start: number, adding: Adding & { readonly touch: number }): void {
  const key = keyOf(window, start)
  if (adding.done.has(key)) return
  adding.done.add(key)
  addRow(window, start, adding)
}

/** Starts are whole seconds: behind them there is room for the window's number. */
function keyOf(window: WindowName, start: number): number {
  return start * 16 + (WINDOW_NUMBERS.get(window) ?? 0)
}

const WINDOW_NUMBERS = new Map<WindowName, number>(ROW_WINDOWS.map((window, n) => [window, n]))

/** Windows whose measures are read from records. */
const SHORT: ReadonlySet<WindowName> = new Set(['1h', '1d', 'day'])

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
  const first = rows.firstRow(list)
  for (
    let row = first + (rows.count(list) - 1) * rows.rowWords;
    row >= first;
    row -= rows.rowWords
  ) {
    const time = doubles[row >> 1] ?? 0
    if (time < slide) return false
    if (time < slide + slideMs) return true
  }
  return false
}

function addRow(
  window: WindowName,
  windowStart: number,
  { values, scene, touches, touch, blocks, iccid }: Adding & { readonly touch: number },
): void {
  const block = blocks.get(window)
  const places = PLACES.get(window) ?? []
  if (!block) return
  if (places[0] && SHORT.has(window)) values.fillWindow(places[0])
  const tenant = scene.contract?.profile.tenant ?? 'unregistered'
  const offset = touches.offsetOf(touch)
  const row = block.add({ iccid, windowStart, tenant, offset, asOf: touches.asOfOf(touch) })
  for (let measure = 0; measure < places.length; measure += 1) {
    block.set(row, measure, values.valueOver(places[measure] as FeaturePlace) ?? Number.NaN)
  }
}

/** A block for each window that has rows. */
export function emptyBlocks(): Map<WindowName, RowBlock> {
  return new Map(ROW_WINDOWS.map((window) => [window, new RowBlock(window)]))
}
