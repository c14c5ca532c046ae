import { byNewest } from '../../domain/alert-order.ts'
import { mergeSteps } from '../../domain/merge-steps.ts'
import type { AlertRow } from '../../views/alert-row.ts'
import type { LiveState } from '../live/live-store.ts'
import { isInView, type View } from './view.ts'

export interface VisibleAlerts {
  readonly rows: readonly AlertRow[]
  /** How many wait to be shown. */
  readonly waiting: number
}

export interface ShownOptions {
  readonly live: LiveState
  readonly view: View
  /** Alerts that came live are shown up to this turn. */
  readonly shownTurn: number
}

/**
 * The list, with what came live in it: a revision changes its row in place, a new alert waits until it
 * is let in, so that nothing moves under the pointer.
 */
export function visibleAlerts(
  stored: readonly AlertRow[],
  { live, view, shownTurn }: ShownOptions,
): VisibleAlerts {
  const rows = new Map(stored.map((row) => [row.alertId, row]))
  let waiting = 0
  for (const [alertId, { row, turn }] of live.rows) {
    const known = rows.get(alertId)
    if (known) rows.set(alertId, newest(known, row))
    else if (!isInView(row, view)) continue
    else if (turn > shownTurn) waiting += 1
    else rows.set(alertId, row)
  }
  const all = [...rows.values()].filter((row) => isInView(row, view)).sort(byNewest)
  return { rows: all.map((row) => withNews(row, live)), waiting }
}

function newest(known: AlertRow, row: AlertRow): AlertRow {
  if (row.revision <= known.revision) return known
  return { ...row, steps: mergeSteps(known.steps, row.steps) }
}

/** The row with the steps that came live. */
export function withNews(row: AlertRow, live: LiveState): AlertRow {
  const steps = live.steps.get(row.alertId)
  return steps ? { ...row, steps: mergeSteps(row.steps, steps) } : row
}
