import { dataPart } from '../domain/acts.ts'
import { DailyBudget } from '../domain/daily-budget.ts'
import { HOUR_MS, MINUTE_MS } from '../domain/local-time.ts'
import type { Random } from '../domain/random.ts'
import type { MachineHabits, SimulatedCard } from '../domain/simulated-card.ts'
import type { DataFactor, TrafficSource } from './traffic-source.ts'

/** How much of what is left of the day one report may take: the sum never reaches the whole. */
const GREATEST_SHARE = 0.25

/** A report every so many minutes, mostly small, never more in a day than its part of the quota. */
export function machineData(
  card: SimulatedCard,
  habits: MachineHabits,
  { random, factor }: { readonly random: Random; readonly factor: DataFactor },
): TrafficSource {
  const budget = new DailyBudget(habits.bytesPerDay)
  const periodMs = habits.periodMinutes * MINUTE_MS

  return {
    card,
    letter: 'd',
    first: (from) => from + Math.ceil((random.next() * periodMs) / factor(from)),
    step(at) {
      const partsPerDay = machinePartsPerHour(habits) * 24 * factor(at)
      const wanted = random.logNormal(habits.bytesPerDay / partsPerDay / 4, 1)
      const greatest = budget.left(at) * GREATEST_SHARE
      const bytes = budget.take(at, Math.floor(Math.min(wanted, greatest)))
      const gapMs = (periodMs * (0.8 + 0.4 * random.next())) / factor(at)
      const act = dataPart(bytes, { at, apn: 'cmiot', appCategory: 'telemetry' })
      return { act, nextAt: at + Math.ceil(gapMs) }
    },
  }
}

/** How many reports an hour are usual. */
export function machinePartsPerHour(habits: MachineHabits): number {
  return HOUR_MS / MINUTE_MS / habits.periodMinutes
}
