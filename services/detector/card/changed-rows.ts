import { type Moment, spanOf } from '../domain/moment.ts'
import { SLIDING, type SlidingName, slideStart, type WindowName } from '../domain/window.ts'
import { type MeasureName, measureList } from '../features/catalogue.ts'
import { type CardState, profileAt } from './card-state.ts'
import { measureOver } from './feature-value.ts'

/** Sliding windows of an hour and more have a row for each slide in which the card was active. */
export const ROW_SLIDES = [
  '1h',
  '1d',
  '2d',
  '7d',
  '30d',
  '240d',
] as const satisfies readonly SlidingName[]
const ROW_CALENDARS = ['day', 'month', 'cycle'] as const satisfies readonly WindowName[]

/** Which record made a row, and at what log time. */
export interface RowStamp {
  readonly offset: bigint
  readonly asOf: number
}

/** A card's measures over one window. */
export interface CardRow extends RowStamp {
  readonly windowKind: WindowName
  /** 0 for `lifetime`. */
  readonly windowStart: number
  readonly tenant: string
  readonly measures: Readonly<Partial<Record<MeasureName, number | null>>>
}

interface Touched {
  readonly window: WindowName
  readonly moment: Moment
  readonly stamp: RowStamp
}

/**
 * Which rows records have changed. A row is worked out as late as possible, once for many records,
 * but before anything is dropped that it needs: so the cut of flushes changes no row.
 */
export class ChangedRows {
  readonly #touched = new Map<string, Touched>()
  readonly #rows = new Map<string, CardRow>()

  /** Marks the rows that a record changed: a late one changes each later slide that holds it. */
  touch(moment: Moment, stamp: RowStamp, state: CardState): void {
    const { active, newest } = state
    for (const window of ROW_CALENDARS) this.#mark({ window, moment, stamp })
    const inForce = profileAt(state, newest)?.eventTime ?? 0
    if (moment.lifetimeStart === inForce) this.#mark({ window: 'lifetime', moment, stamp })
    else if (isOfTest(moment, inForce, state)) {
      const now = { ...moment, eventTime: newest, lifetimeStart: inForce }
      this.#mark({ window: 'lifetime', moment: now, stamp })
    }
    for (const window of ROW_SLIDES) {
      const own = slideStart(moment.eventTime, window)
      const last = Math.min(slideStart(newest, window), own + lastSlideMs(window))
      for (const slide of active.get(window) ?? []) {
        if (own <= slide && slide <= last) {
          this.#mark({ window, moment: { ...moment, at: slide }, stamp })
        }
      }
    }
  }

  /** Works out what was marked. */
  settle(state: CardState): void {
    for (const [key, touched] of this.#touched) this.#rows.set(key, rowOf(touched, state))
    this.#touched.clear()
  }

  take(): CardRow[] {
    const rows = [...this.#rows.values()]
    this.#rows.clear()
    return rows
  }

  /** Forgets what was marked, where nobody asks for rows. */
  drop(): void {
    this.#touched.clear()
    this.#rows.clear()
  }

  #mark(touched: Touched): void {
    this.#touched.set(`${touched.window}/${rowStart(touched)}`, touched)
  }
}

/** What a test uses counts on when the contract changes: a late record of one before is in it too. */
function isOfTest({ lifetimeStart }: Moment, inForce: number, { testSince }: CardState): boolean {
  return testSince !== undefined && testSince <= lifetimeStart && lifetimeStart < inForce
}

function lastSlideMs(window: SlidingName): number {
  return SLIDING[window].sizeMs - SLIDING[window].slideMs
}

function rowStart({ window, moment }: Touched): number {
  return window === 'lifetime' ? 0 : spanOf(window, moment).start
}

function rowOf(touched: Touched, state: CardState): CardRow {
  const { window, moment, stamp } = touched
  const measures: Partial<Record<MeasureName, number | null>> = {}
  for (const [name, { windows, hidden }] of measureList) {
    if (hidden || !windows.includes(window)) continue
    measures[name] = measureOver(name, window, { moment, state }) ?? null
  }
  return {
    windowKind: window,
    windowStart: rowStart(touched),
    tenant: profileAt(state, moment.eventTime)?.tenant ?? 'unregistered',
    measures,
    ...stamp,
  }
}
