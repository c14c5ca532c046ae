import type { MemberKey } from '../domain/measure.ts'
import { isSliding, SLIDING } from '../domain/window.ts'
import { PLAN } from './plan.ts'

/** What a place is told apart by. */
export const OF_PLACE: ReadonlySet<MemberKey> = new Set(['device', 'region'])

/** Two times of one such slide lie in one slide of each window that counts places. */
export const PLACE_SLIDE_MS = placeSlides().reduce(greatestCommonDivisor)

function placeSlides(): number[] {
  return [...PLAN.byName.values()].flatMap(({ measure, members }) => {
    if (measure.kind !== 'distinct' || !OF_PLACE.has(measure.member)) return []
    return members.flatMap(({ window }) => (isSliding(window) ? SLIDING[window].slideMs : []))
  })
}

function greatestCommonDivisor(one: number, other: number): number {
  return other === 0 ? one : greatestCommonDivisor(other, one % other)
}
