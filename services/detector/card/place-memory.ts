import type { Usage } from '#schemas/usage.ts'
import type { Fact } from '../domain/fact.ts'
import type { CardState } from './card-state.ts'

const HOUR_MS = 3_600_000
const EARTH_RADIUS_KM = 6_371
/** Records of one second are taken for a second apart, so that a speed is a number. */
const SHORTEST_MS = 1_000

/** The newest place that is known by its coordinates. Plain data. */
export interface Place {
  readonly at: number
  readonly latitude: number
  readonly longitude: number
}

/** How the card came to its newest place. Plain data. */
export interface Move {
  readonly at: number
  readonly kilometres: number
  readonly kilometresPerHour: number
}

/** Remembers where the card is, and when it was last where it may be. Changes the state. */
export function foldPlace(usage: Usage, fact: Fact, state: CardState): void {
  const { eventTime } = usage
  const isTold = fact.region !== undefined || usage.visitedPlmn != null
  const isHome = isTold && !fact.regionMismatch && !fact.plmnForeign
  if (isHome) state.homeAt = Math.max(eventTime, state.homeAt ?? eventTime)
  foldMove(usage, state)
}

/** A record out of order moves nothing. */
function foldMove({ eventTime: at, latitude, longitude }: Usage, state: CardState): void {
  if (latitude == null || longitude == null) return
  const { place: before } = state
  if (before && at < before.at) return
  const place = { at, latitude, longitude }
  state.place = place
  if (!before) return
  const kilometres = distanceKm(before, place)
  const hours = Math.max(at - before.at, SHORTEST_MS) / HOUR_MS
  state.move = { at, kilometres, kilometresPerHour: kilometres / hours }
}

/** Along the great circle. */
function distanceKm(from: Place, to: Place): number {
  const haversine = (degrees: number) => Math.sin((degrees * Math.PI) / 360) ** 2
  const cosine = (degrees: number) => Math.cos((degrees * Math.PI) / 180)
  const chord =
    haversine(to.latitude - from.latitude) +
    cosine(from.latitude) * cosine(to.latitude) * haversine(to.longitude - from.longitude)
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(chord)))
}
