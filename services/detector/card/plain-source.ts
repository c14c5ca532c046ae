import type { BaselineOf } from '../domain/baseline.ts'
import { membersIn } from '../domain/cells.ts'
import type { Moment } from '../domain/moment.ts'
import type { WindowName } from '../domain/window.ts'
import { type CardState, profileAt } from './card-state.ts'
import type { DerivedSource } from './derived-value.ts'
import { cellRange, kept, type Place } from './kept-value.ts'

/** The plain state as derived values are worked out from it. */
export function plainSource(place: Place): DerivedSource {
  const { moment, state } = place
  const { eventTime, at, day, lifetimeStart } = moment
  const { wake, testSince, awayAt, move, firstDay, overDays, alertDays } = state
  return {
    ...{ eventTime, at, lifetimeStart, dayStart: day.start },
    ...{ wake, testSince, awayAt, move, firstDay, overDays, alertDays },
    profile: profileAt(state, eventTime),
    kept: (name, window) => kept(name, window, place),
    dayAmounts: (of, from, to) => dayAmounts(of, state, { from, to }),
    blockSizes: (window) => blockSizes(window, moment, state),
  }
}

function dayAmounts(
  of: BaselineOf,
  { columns }: CardState,
  { from, to }: { readonly from: number; readonly to: number },
): number[] {
  const cells = columns.get(`${of}/day`)
  if (cells?.kind !== 'sum') return []
  return [...cells.cells].filter(([day]) => from <= day && day < to).map(([, amount]) => amount)
}

/** A member is a block and a number of it. */
function blockSizes(window: WindowName, moment: Moment, { columns }: CardState): number[] {
  const column = columns.get(`blockPeers/${window}`)
  if (!column) return []
  const blocks = new Map<string, number>()
  for (const member of membersIn(column, ...cellRange(window, moment))) {
    const [block = ''] = String(member).split('/')
    blocks.set(block, (blocks.get(block) ?? 0) + 1)
  }
  return [...blocks.values()]
}
