import { FAR_REGIONS, REGIONS } from '../cards/regions.ts'
import { HOUR_MS } from '../domain/local-time.ts'
import { type Place, placeIn } from '../domain/place.ts'
import type { Stage } from '../stories/story.ts'

/** A lorry needs so long from one province to the next: never faster than 300 km/h as the crow flies. */
const LEG_MS = 9 * HOUR_MS

/** Where a lorry is at a time of the span: in one province after the other. */
export function crossCountry(stage: Stage): (at: number) => Place {
  const { random, from, until } = stage
  const regions = [...REGIONS, ...FAR_REGIONS]
  const start = random.below(regions.length)
  const places = Array.from({ length: Math.ceil((until - from) / LEG_MS) + 1 }, (_, leg) =>
    placeIn(regions[(start + leg) % regions.length] ?? REGIONS[0], random),
  )
  return (at) => {
    const leg = (at - from) / LEG_MS
    // On the road between two towns no table knows the cell.
    return leg % 1 < 0.4 ? (places[Math.floor(leg)] ?? {}) : {}
  }
}
