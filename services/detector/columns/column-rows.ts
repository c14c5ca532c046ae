import type { CardRow } from '../card/changed-rows.ts'
import { SLIDING, type SlidingName, slideStart, type WindowName } from '../domain/window.ts'
import { type MeasureName, measureList } from '../features/catalogue.ts'
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
  ROW_WINDOWS.map((window) => [
    window,
    measureList
      .filter(([, { windows, hidden }]) => !hidden && windows.includes(window))
      .map(([name]) => placeOf(name, window)),
  ]),
)

export interface RowsOptions {
  readonly scene: Scene
  readonly values: ColumnValues
  readonly touches: RowTouches
}

/** The rows that a card's touches changed, newest stamp of each. Moves the scene to the card. */
export function rowsOfCard(card: number, options: RowsOptions): CardRow[] {
  const { scene, values, touches } = options
  const rows: CardRow[] = []
  const done = new Set<number>()
  scene.enter(card)
  for (let touch = touches.newestOf(card); touch !== 0; touch = touches.before(touch)) {
    addRows(touch, { ...options, rows, done })
  }
  values.forgetTotals()
  return rows
}

interface Adding extends RowsOptions {
  readonly rows: CardRow[]
  /** Windows and starts that have their row, as numbers. */
  readonly done: Set<number>
}

function addRows(touch: number, adding: Adding): void {
  const { scene, touches } = adding
  const eventTime = touches.timeOf(touch)
  scene.placeAt(eventTime)
  add('day', scene.day.start, { ...adding, touch })
  add('month', scene.day.month.start, { ...adding, touch })
  add('cycle', scene.cycle.start, { ...adding, touch })
  if (touches.contractOf(touch) >= 0) add('lifetime', 0, { ...adding, touch })
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
      add(window, start, { ...adding, touch })
    }
    scene.at = eventTime
  }
}

function add(window: WindowName, start: number, adding: Adding & { readonly touch: number }): void {
  const key = keyOf(window, start)
  if (adding.done.has(key)) return
  adding.done.add(key)
  adding.rows.push(rowOf(window, start, adding))
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

function rowOf(
  window: WindowName,
  start: number,
  options: Adding & { readonly touch: number },
): CardRow {
  const { values, scene, touches, touch } = options
  const measures: Partial<Record<MeasureName, number | null>> = {}
  const places = PLACES.get(window) ?? []
  if (places[0] && SHORT.has(window)) values.fillWindow(places[0])
  for (const place of places) {
    measures[place.name as MeasureName] = values.valueOver(place) ?? null
  }
  return {
    windowKind: window,
    windowStart: start,
    tenant: scene.contract?.profile.tenant ?? 'unregistered',
    measures,
    ...touches.stampOf(touch),
  }
}
