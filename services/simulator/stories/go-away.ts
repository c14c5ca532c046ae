import { dataPart } from '../domain/acts.ts'
import { HOUR_MS, MINUTE_MS } from '../domain/local-time.ts'
import type { Place } from '../domain/place.ts'
import type { ActScene, Stage } from './story.ts'
import type { Strength } from './strength.ts'

/** Hours away: told of, and acted on when often, after six (E). `below` is back before. */
const HOURS_AWAY: Readonly<Record<Strength, number>> = {
  blatant: 40,
  clear: 12,
  above: 7,
  below: 5.5,
}
const GRACE_MS = 6 * HOUR_MS
/** Reports at home before and after. */
const HOME_HOURS = 2
const STEP_MS = 15 * MINUTE_MS

/** A machine reports every quarter of an hour, at home, elsewhere and at home again. */
export function goAway(stage: Stage, place: Place): readonly ActScene[] {
  const { from, random, strength } = stage
  const leaves = from + HOME_HOURS * HOUR_MS
  const returns = leaves + HOURS_AWAY[strength] * HOUR_MS
  const count = Math.ceil((returns - from) / STEP_MS) + (HOME_HOURS * HOUR_MS) / STEP_MS
  const times = Array.from(
    { length: count },
    (_, index) => from + index * STEP_MS + random.below(MINUTE_MS),
  )
  const firstAway = Math.min(...times.filter((at) => at >= leaves))
  const tipping = times.findIndex((at) => at > firstAway + GRACE_MS)
  return times.map((at, index) => {
    const isAway = at >= leaves && at < returns
    const act = dataPart(random.between(200, 4_000), { at, apn: 'cmiot', ...(isAway && { place }) })
    return { act, tips: index === tipping && isAway }
  })
}
