import type { FactCard } from '#schemas/group-fact.ts'
import { holds, type Span } from '../domain/window.ts'
import { lastSeen } from './fold-device.ts'
import type { DeviceMember, GroupState, Sighting } from './group-state.ts'

const HOUR_MS = 3_600_000

/** A card in a device, and when within a span. */
export interface CardInDevice {
  readonly card: FactCard
  readonly sightings: readonly Sighting[]
}

/** Cards seen in the device within a span, the newest first; none where the group is no device. */
export function cardsInDevice({ memory }: GroupState, span: Span): readonly CardInDevice[] {
  if (memory.kind !== 'device') return []
  return [...memory.members.values()]
    .sort(byNewest)
    .map(({ card, sightings }) => ({
      card,
      sightings: sightings.filter(({ hour }) => holds(span, hour)),
    }))
    .filter(({ sightings }) => sightings.length > 0)
}

/** In how many different hours. */
export function hoursOf(sightings: readonly Sighting[]): number {
  return new Set(sightings.map(({ hour }) => hour)).size
}

/**
 * Regions in which the device's cards are in the hour that holds `at`. A card that is in several
 * travels, and the device with it: it proves nothing.
 */
export function regionsInHour(state: GroupState, at: number): ReadonlySet<string> {
  const start = Math.floor(at / HOUR_MS) * HOUR_MS
  const regions = cardsInDevice(state, { start, end: start + HOUR_MS }).flatMap(({ sightings }) => {
    const own = new Set(sightings.flatMap(({ region }) => region ?? []))
    return own.size === 1 ? [...own] : []
  })
  return new Set(regions)
}

/** The newest first; of the same hour by their number. */
function byNewest(a: DeviceMember, b: DeviceMember): number {
  const difference = lastSeen(b) - lastSeen(a)
  if (difference !== 0) return difference
  return a.card.iccid < b.card.iccid ? -1 : 1
}
