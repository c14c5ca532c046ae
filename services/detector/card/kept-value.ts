import { readCells } from '../domain/cells.ts'
import { cellStart, type Moment, spanOf } from '../domain/moment.ts'
import { isSliding, slideStart, type WindowName } from '../domain/window.ts'
import type { CardState } from './card-state.ts'

/** A card's state and from where it is looked at. */
export interface Place {
  readonly moment: Moment
  readonly state: CardState
}

/** Counts on when the contract changes: a test is over when its contract says so. */
const OF_TEST = 'bytesTest'

/** A kept measure over a window as it is looked at; 0 where nothing was counted. */
export function kept(name: string, window: WindowName, { moment, state }: Place): number {
  const column = state.columns.get(`${name}/${window}`)
  if (!column) return 0
  const [from, to] = cellRange(window, moment)
  return readCells(column, name === OF_TEST ? Math.min(from, state.testSince ?? from) : from, to)
}

/** Starts of the first and the last cell of a window as it is looked at. */
export function cellRange(window: WindowName, moment: Moment): [from: number, to: number] {
  if (isSliding(window)) return [spanOf(window, moment).start, slideStart(moment.at, window)]
  const start = cellStart(window, moment)
  return [start, start]
}
