import { FAR_REGIONS, REGIONS } from '../cards/regions.ts'
import { DAY_MS, HOUR_MS, localDay } from './local-time.ts'
import { type Place, placeIn } from './place.ts'
import { Random } from './random.ts'
import type { SimulatedCard } from './simulated-card.ts'

/** People travel now and then: so many in a hundred within each stretch of so many days. */
const STRETCH_DAYS = 20
const TRAVEL_SHARE = 0.25
/** By train or plane, where no table knows the cell: from any province to any other in time. */
const MOVING_MS = 5 * HOUR_MS
/** Local midnight is 16:00 UTC. */
const OFFSET_MS = 8 * HOUR_MS

/** Where a person is who is not at home; undefined: at home. Always the same for a card and time. */
export function journeyAt({ number, region }: SimulatedCard, at: number): Place | undefined {
  const stretch = Math.floor(localDay(at) / STRETCH_DAYS)
  const random = new Random(`journey/${number}/${stretch}`)
  if (!random.chance(TRAVEL_SHARE)) return undefined
  const day = stretch * STRETCH_DAYS + random.between(0, STRETCH_DAYS - 6)
  const leaves = day * DAY_MS - OFFSET_MS + random.between(7, 15) * HOUR_MS
  const returns = leaves + random.between(1, 4) * DAY_MS
  if (at < leaves || at >= returns + MOVING_MS) return undefined
  if (at < leaves + MOVING_MS || at >= returns) return {}
  const others = [...REGIONS, ...FAR_REGIONS].filter((other) => other !== region)
  return placeIn(others[random.below(others.length)] ?? FAR_REGIONS[0], random)
}
