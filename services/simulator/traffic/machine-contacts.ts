import { call, message } from '../domain/acts.ts'
import { HOUR_MS } from '../domain/local-time.ts'
import type { Random } from '../domain/random.ts'
import { nextArrival } from '../domain/rhythm.ts'
import type { MachineHabits, SimulatedCard } from '../domain/simulated-card.ts'
import type { Act } from '../domain/usage-record.ts'
import type { TrafficSource } from './traffic-source.ts'

const FAMILY_CALLS_PER_DAY = 4
/** Where a terminal reports itself to its carrier. */
const SHORT_CODE = '10086'

/** What a machine may say: messages with its platform and, a child's watch, calls with its family. */
export function machineContacts(
  card: SimulatedCard,
  habits: MachineHabits,
  random: Random,
): TrafficSource {
  const platform = `1069${card.number.slice(-8)}`
  const perHour = machineContactsPerHour(habits)
  const callShare = familyCallsPerDay(habits) / 24 / perHour

  function nextAct(at: number): Act {
    const direction = random.chance(0.5) ? 'outgoing' : 'incoming'
    const [relative] = habits.family
    if (relative && random.chance(callShare)) {
      const peer = habits.family[random.below(habits.family.length)] ?? relative
      return call({ at, peer, direction, durationSeconds: random.between(5, 300) })
    }
    if (card.profile.functions.sms)
      return message({ at, peer: platform, peerKind: 'platform', direction })
    return message({ at, peer: SHORT_CODE, peerKind: 'shortCode' })
  }

  return {
    card,
    letter: 'c',
    first: (from) => nextArrival(random, from, () => perHour),
    step: (at) => ({
      act: nextAct(at),
      nextAt: at + Math.ceil(random.exponential(HOUR_MS / perHour)),
    }),
  }
}

/** How many calls and messages an hour are to be expected. */
export function machineContactsPerHour(habits: MachineHabits): number {
  return (habits.smsPerDay + familyCallsPerDay(habits)) / 24
}

function familyCallsPerDay({ family }: MachineHabits): number {
  return family.length > 0 ? FAMILY_CALLS_PER_DAY : 0
}
