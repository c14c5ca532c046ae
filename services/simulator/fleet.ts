import type { CardRequest } from './cards/card-request.ts'
import { makeIotCard } from './cards/iot-card.ts'
import { makeOrdinaryCard, makeSilentCard } from './cards/ordinary-card.ts'
import { makeTelesalesCard } from './cards/telesales-card.ts'
import type { SimulatedCard } from './domain/simulated-card.ts'

export interface FleetSettings {
  readonly seed: number
  readonly cards: number
  readonly startAt: number
}

export interface Fleet {
  readonly cards: readonly SimulatedCard[]
  /** Innocent ones whose last use was months ago. */
  readonly silent: readonly SimulatedCard[]
}

/** Of each hundred cards so many are telesales, IoT and long silent; the others are ordinary. */
const TELESALES_OF_100 = 5
const IOT_OF_100 = 35
const SILENT_OF_100 = 1

/** The honest cards: no two alike, the same again for the same settings. */
export function makeFleet({ seed, cards, startAt }: FleetSettings): Fleet {
  const fleet: SimulatedCard[] = []
  const silent: SimulatedCard[] = []
  for (let index = 0; index < cards; index += 1) {
    const request = { seed, index, startAt }
    const isSilent = placeOf(index) >= 100 - SILENT_OF_100
    const card = isSilent ? makeSilentCard(request) : makeCard(request)
    fleet.push(card)
    if (isSilent) silent.push(card)
  }
  return { cards: fleet, silent }
}

function makeCard(request: CardRequest): SimulatedCard {
  const place = placeOf(request.index)
  if (place < TELESALES_OF_100) return makeTelesalesCard(request)
  if (place < TELESALES_OF_100 + IOT_OF_100) return makeIotCard(request)
  return makeOrdinaryCard(request)
}

/** Spreads the classes evenly: any run of a hundred cards has the whole mix. */
function placeOf(index: number): number {
  return (index * 37) % 100
}
