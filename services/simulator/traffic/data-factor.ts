import { HOUR_MS, minuteOfDay } from '../domain/local-time.ts'
import type { SimulatedCard } from '../domain/simulated-card.ts'
import { machineContactsPerHour } from './machine-contacts.ts'
import { machinePartsPerHour } from './machine-data.ts'
import { personContactsPerHour } from './person-contacts.ts'
import { personPartsPerHour } from './person-data.ts'
import { telesalesCallsPerHour } from './telesales-calls.ts'
import type { DataFactor } from './traffic-source.ts'

/** Coarser than this sessions are not cut: a fleet without data is none. */
const LEAST_FACTOR = 0.02

/**
 * How data sessions must be cut for the fleet to make so many events an hour, the whole day through.
 * Calls, messages and bytes stay as they are, so no card comes nearer to a limit. A rate below what
 * calls and messages alone make is not reached: have fewer cards. null: as is usual.
 */
export function dataFactor(
  cards: readonly SimulatedCard[],
  eventsPerHour: number | null,
): DataFactor {
  if (eventsPerHour === null) return () => 1
  const factors = Array.from({ length: 24 }, (_, hour) => {
    // 16:00 UTC is midnight in China.
    const time = (hour + 16) * HOUR_MS
    const contacts = sum(cards, (card) => contactsPerHour(card, time))
    const parts = sum(cards, (card) => partsPerHour(card, time))
    return parts > 0 ? Math.max(LEAST_FACTOR, (eventsPerHour - contacts) / parts) : 1
  })
  return (time) => factors[Math.floor(minuteOfDay(time) / 60)] ?? 1
}

function contactsPerHour({ habits }: SimulatedCard, time: number): number {
  switch (habits.kind) {
    case 'person':
      return personContactsPerHour(habits, time)
    case 'telesales':
      return telesalesCallsPerHour(habits, time)
    case 'machine':
      return machineContactsPerHour(habits)
  }
}

function partsPerHour({ habits }: SimulatedCard, time: number): number {
  switch (habits.kind) {
    case 'person':
      return personPartsPerHour(habits, time)
    case 'telesales':
      return 0
    case 'machine':
      return machinePartsPerHour(habits)
  }
}

function sum(cards: readonly SimulatedCard[], measure: (card: SimulatedCard) => number): number {
  return cards.reduce((total, card) => total + measure(card), 0)
}
