import type { Random } from './random.ts'

/** Where a record was made, as the network tells it. */
export interface Place {
  /** Absent: between two places, such as on a train. */
  readonly region?: string
  readonly cell?: string
  /** Absent: the card's own network. */
  readonly visitedPlmn?: string
  /** Degrees; absent: as the feed has it. */
  readonly latitude?: number
  readonly longitude?: number
}

/** Somewhere in a region of China, always the same cell while nobody asks again. */
export function placeIn(region: string, random: Random): Place {
  return { region, cell: `460-00-${random.between(2000, 2999)}-${random.between(10_000, 59_999)}` }
}

/** On a foreign network; nobody's table of cells knows where. */
export function placeAbroad(visitedPlmn: string, random: Random): Place {
  const cell = `${visitedPlmn.slice(0, 3)}-${visitedPlmn.slice(3)}-${random.between(1, 99)}-${random.between(1, 999)}`
  return { cell, visitedPlmn }
}
