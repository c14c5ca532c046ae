import { call, unansweredCause } from '../domain/acts.ts'
import { DailyBudget } from '../domain/daily-budget.ts'
import { isWithin, SECOND_MS } from '../domain/local-time.ts'
import { personNumber } from '../domain/numbers.ts'
import { Random } from '../domain/random.ts'
import { nextArrival } from '../domain/rhythm.ts'
import type { SimulatedCard, TelesalesHabits } from '../domain/simulated-card.ts'
import type { Call } from '../domain/usage-record.ts'
import type { TrafficSource } from './traffic-source.ts'

/** One in so many callees rings back. */
const CALLBACK_SHARE = 0.04
/** One in so many is tried a second time, later ones never. */
const SECOND_TRY_SHARE = 0.04
const ANSWERED_SHARE = 0.45

/** Calls to strangers within the plan: its hours, its number of calls a day. */
export function telesalesCalls(
  card: SimulatedCard,
  habits: TelesalesHabits,
  random: Random,
): TrafficSource {
  const plan = new DailyBudget(habits.callsPerDay)
  const causes = new Random(`causes/${card.number}`)
  let previous: string | null = null

  function ratePerHour(time: number): number {
    return plan.left(time) > 0 ? telesalesCallsPerHour(habits, time) : 0
  }

  function nextCall(at: number): Call {
    if (previous && random.chance(CALLBACK_SHARE)) {
      return call({
        at,
        peer: previous,
        direction: 'incoming',
        durationSeconds: random.between(5, 90),
      })
    }
    plan.take(at, 1)
    const isSecondTry = previous !== null && random.chance(SECOND_TRY_SHARE)
    const peer = isSecondTry && previous ? previous : personNumber(random)
    previous = isSecondTry ? null : peer
    const seconds = random.chance(ANSWERED_SHARE) ? Math.ceil(random.logNormal(25, 1)) : 0
    return call({
      at,
      peer,
      durationSeconds: Math.min(1_800, seconds),
      ...(seconds === 0 && { releaseCause: unansweredCause(causes) }),
    })
  }

  return {
    card,
    letter: 'c',
    first: (from) => nextArrival(random, from, ratePerHour),
    step(at) {
      const act = nextCall(at)
      const free = at + (act.durationSeconds + 5) * SECOND_MS
      return { act, nextAt: nextArrival(random, free, ratePerHour) }
    },
  }
}

/** How many calls an hour are to be expected at a time. */
export function telesalesCallsPerHour(habits: TelesalesHabits, time: number): number {
  return isWithin(habits.hours, time) ? habits.callsPerHour : 0
}
