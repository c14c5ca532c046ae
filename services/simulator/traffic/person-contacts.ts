import { call, message, unansweredCause } from '../domain/acts.ts'
import { isWithin, SECOND_MS } from '../domain/local-time.ts'
import { personNumber, platformNumber } from '../domain/numbers.ts'
import { Random } from '../domain/random.ts'
import { liveliness, nextArrival } from '../domain/rhythm.ts'
import type { PersonHabits, SimulatedCard } from '../domain/simulated-card.ts'
import type { Act, Call } from '../domain/usage-record.ts'
import type { TrafficSource } from './traffic-source.ts'

/** Messages that firms send, for each one a person writes. */
const PLATFORM_SMS_PER_SMS = 2
const ANSWERED_SHARE = 0.75
const EMERGENCY_SHARE = 0.0005
const MAXIMUM_CALL_SECONDS = 7_200
const REDIAL_SHARE = 0.4
const MAXIMUM_REDIALS = 2

/** Calls and messages of a person: mostly with the same few people, both ways. */
export function personContacts(
  card: SimulatedCard,
  habits: PersonHabits,
  random: Random,
): TrafficSource {
  const ratePerHour = (time: number) => personContactsPerHour(habits, time)
  const causes = new Random(`causes/${card.number}`)
  let redial: { readonly peer: string; readonly tries: number } | null = null

  function callNow(at: number): Call {
    const peer = redial?.peer ?? pickPeer(habits, random)
    const durationSeconds = talkSeconds(random)
    const made = call({
      at,
      peer,
      durationSeconds,
      cell: pickCell(card, random),
      ...(durationSeconds === 0 && { releaseCause: unansweredCause(causes) }),
    })
    const tries = (redial?.tries ?? 0) + 1
    const isRedialled = !made.answered && tries <= MAXIMUM_REDIALS && random.chance(REDIAL_SHARE)
    redial = isRedialled ? { peer, tries } : null
    return made
  }

  function nextAct(at: number): Act {
    if (redial) return callNow(at)
    const callShare = habits.callsPerDay * (1 + habits.incomingPerCall)
    const smsShare = habits.smsPerDay * (1 + PLATFORM_SMS_PER_SMS)
    if (random.chance(smsShare / (callShare + smsShare))) return personMessage(at, habits, random)
    if (random.chance(habits.incomingPerCall / (1 + habits.incomingPerCall))) {
      return incomingCall(at, habits, random)
    }
    return random.chance(EMERGENCY_SHARE) ? emergencyCall(at, random) : callNow(at)
  }

  return {
    card,
    letter: 'c',
    first: (from) => nextArrival(random, from, ratePerHour),
    step(at) {
      const act = nextAct(at)
      const free = act.service === 'voice' ? at + (act.durationSeconds + 5) * SECOND_MS : at
      if (redial) return { act, nextAt: free + random.between(15, 90) * SECOND_MS }
      return { act, nextAt: nextArrival(random, free, ratePerHour) }
    },
  }
}

/** How many calls and messages an hour are to be expected at a time. */
export function personContactsPerHour(habits: PersonHabits, time: number): number {
  if (habits.hours.length > 0 && !isWithin(habits.hours, time)) return 0
  const perDay =
    habits.callsPerDay * (1 + habits.incomingPerCall) +
    habits.smsPerDay * (1 + PLATFORM_SMS_PER_SMS)
  return (perDay / 24) * liveliness(time)
}

/** A talk of half a minute or an hour; 0: nobody answered. */
function talkSeconds(random: Random): number {
  if (!random.chance(ANSWERED_SHARE)) return 0
  return Math.min(MAXIMUM_CALL_SECONDS, Math.ceil(random.logNormal(45, 1.2)))
}

function pickCell(card: SimulatedCard, random: Random): string {
  return random.pick(card.cells)
}

/** Somebody new now and then; of those it knows, the first ones most often. */
function pickPeer(habits: PersonHabits, random: Random): string {
  if (random.chance(habits.strangerShare)) return personNumber(random)
  const place = Math.floor(habits.contacts.length * random.next() ** 2)
  return habits.contacts[place] ?? habits.contacts[0]
}

function incomingCall(at: number, habits: PersonHabits, random: Random): Call {
  const peer = pickPeer(habits, random)
  return call({ at, peer, direction: 'incoming', durationSeconds: talkSeconds(random) })
}

function emergencyCall(at: number, random: Random): Call {
  const peer = random.pick(['110', '119', '120'])
  return call({ at, peer, peerKind: 'emergency', durationSeconds: 60 })
}

function personMessage(at: number, habits: PersonHabits, random: Random): Act {
  if (random.chance(1 / (1 + PLATFORM_SMS_PER_SMS))) {
    return message({ at, peer: pickPeer(habits, random) })
  }
  const peer = platformNumber(random)
  return message({ at, peer, peerKind: 'platform', direction: 'incoming' })
}
