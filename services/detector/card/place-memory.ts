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
  if (isTold) Object.assign(state, stayAfter(eventTime, isAway(fact), state))
  foldMove(usage, state)
}

function foldMove({ eventTime: at, latitude, longitude }: Usage, state: CardState): void {
  if (latitude == null || longitude == null) return
  Object.assign(state, moveTo({ at, latitude, longitude }, state))
}

function isAway({ regionMismatch, plmnForeign }: Fact): boolean {
  return regionMismatch || plmnForeign
}

/** When a card was last where it may be, and since when it is known to be elsewhere. */
export interface Stay {
  readonly homeAt: number | undefined
  readonly awayAt: number | undefined
}

/**
 * After a record that tells where the card is. Time away counts from the first record there: a card
 * at a border that was silent for hours was not away for hours.
 */
export function stayAfter(eventTime: number, away: boolean, { homeAt, awayAt }: Stay): Stay {
  if (away) {
    if (homeAt !== undefined && eventTime <= homeAt) return { homeAt, awayAt }
    return { homeAt, awayAt: Math.min(eventTime, awayAt ?? eventTime) }
  }
  const isBack = awayAt === undefined || eventTime >= awayAt
  return {
    homeAt: Math.max(eventTime, homeAt ?? eventTime),
    awayAt: isBack ? undefined : awayAt,
  }
}

export interface Whereabouts {
  readonly place: Place | undefined
  readonly move: Move | undefined
}

/** Where a card is after it was seen in a place. Seen out of order, it has not moved. */
export function moveTo(place: Place, { place: before, move }: Whereabouts): Whereabouts {
  if (!before) return { place, move }
  if (place.at < before.at) return { place: before, move }
  const kilometres = distanceKm(before, place)
  const hours = Math.max(place.at - before.at, SHORTEST_MS) / HOUR_MS
  return { place, move: { at: place.at, kilometres, kilometresPerHour: kilometres / hours } }
}

/** Along the great circle. */
function distanceKm(from: Place, to: Place): number {
  if (from.latitude === to.latitude && from.longitude === to.longitude) return 0
  const haversine = (degrees: number) => Math.sin((degrees * Math.PI) / 360) ** 2
  const cosine = (degrees: number) => Math.cos((degrees * Math.PI) / 180)
  const chord =
    haversine(to.latitude - from.latitude) +
    cosine(from.latitude) * cosine(to.latitude) * haversine(to.longitude - from.longitude)
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(chord)))
}
