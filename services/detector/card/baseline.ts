import { type Baseline, type BaselineOf, baselineFrom } from '../domain/baseline.ts'
import { BASELINE_DAYS, type Moment, spanOf } from '../domain/moment.ts'
import type { CardState } from './card-state.ts'

const DAY_MS = 86_400_000
/** Days of daylight saving are an hour longer or shorter. */
const HOUR_MS = 3_600_000

/** Over the 14 full local days before a moment's, or those since the card's first use. */
export function baselineOf(of: BaselineOf, moment: Moment, state: CardState): Baseline {
  return baselineFrom(dayAmounts(of, moment, state), daysSeen(moment, state))
}

/** Of the last 14 full local days, those since the card's first use. */
export function daysSeen({ day }: Moment, { firstDay }: CardState): number {
  if (firstDay === undefined) return 0
  return Math.max(0, Math.min(BASELINE_DAYS, Math.round((day.start - firstDay) / DAY_MS)))
}

function dayAmounts(of: BaselineOf, moment: Moment, { columns }: CardState): number[] {
  const { start, end } = spanOf('14days', moment)
  const cells = columns.get(`${of}/day`)
  if (cells?.kind !== 'sum') return []
  return [...cells.cells]
    .filter(([day]) => start - HOUR_MS <= day && day < end)
    .map(([, amount]) => amount)
}
