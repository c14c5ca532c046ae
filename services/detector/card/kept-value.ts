import { readCells } from '../domain/cells.ts'
import { cellStart, type Moment, spanOf } from '../domain/moment.ts'
import { isSliding, slideStart, type WindowName } from '../domain/window.ts'
import type { CardState } from './card-state.ts'

/** A card's state and from where it is looked at. */
export interface Place {
  readonly moment: Moment
  readonly state: CardState
}

/** A kept measure over a window as it is looked at; 0 where nothing was counted. */
export function kept(name: string, window: WindowName, { moment, state }: Place): number {
  const column = state.columns.get(`${name}/${window}`)
  return column ? readCells(column, ...cellRange(window, moment)) : 0
}

/** Starts of the first and the last cell of a window as it is looked at. */
export function cellRange(window: WindowName, moment: Moment): [from: number, to: number] {
  if (isSliding(window)) return [spanOf(window, moment).start, slideStart(moment.at, window)]
  const start = cellStart(window, moment)
  return [start, start]
}
