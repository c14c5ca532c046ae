import { dataPart } from '../domain/acts.ts'
import { DailyBudget } from '../domain/daily-budget.ts'
import type { Random } from '../domain/random.ts'
import { liveliness, nextArrival } from '../domain/rhythm.ts'
import type { PersonHabits, SimulatedCard } from '../domain/simulated-card.ts'
import type { DataFactor, TrafficSource } from './traffic-source.ts'

/** Nobody uses more in a day. */
const GREATEST_BYTES_PER_DAY = 15 * 2 ** 30
const SIGMA = 1.5
const APP_CATEGORIES = ['social', 'video', 'shopping', 'game', 'other'] as const
/** Share of parts that are signalling of calls over LTE, no data use. */
const IMS_SHARE = 0.03

/** Parts of a phone's data sessions: few are large, most are small. */
export function personData(
  card: SimulatedCard,
  habits: PersonHabits,
  { random, factor }: { readonly random: Random; readonly factor: DataFactor },
): TrafficSource {
  const budget = new DailyBudget(GREATEST_BYTES_PER_DAY)
  const ratePerHour = (time: number) => personPartsPerHour(habits, time) * factor(time)
  let parts = 0

  return {
    card,
    letter: 'd',
    first: (from) => nextArrival(random, from, ratePerHour),
    step(at) {
      parts += 1
      const sessionId = `${card.number}-${Math.floor(parts / 8)}`
      const details = { at, sessionId, cell: random.pick(card.cells) }
      const nextAt = nextArrival(random, at, ratePerHour)
      if (random.chance(IMS_SHARE))
        return { act: dataPart(2_000, { ...details, apn: 'ims' }), nextAt }
      const partsPerDay = habits.dataPartsPerHour * 24 * factor(at)
      const median = habits.bytesPerDay / partsPerDay / Math.exp(SIGMA ** 2 / 2)
      const bytes = budget.take(at, Math.ceil(random.logNormal(median, SIGMA)))
      const appCategory = random.pick(APP_CATEGORIES)
      return { act: dataPart(bytes, { ...details, apn: 'cmnet', appCategory }), nextAt }
    },
  }
}

/** How many parts an hour are usual at a time. */
export function personPartsPerHour(habits: PersonHabits, time: number): number {
  return habits.dataPartsPerHour * liveliness(time)
}
