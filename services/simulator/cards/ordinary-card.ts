import { digits, personNumber, personNumbers } from '../domain/numbers.ts'
import type { Random } from '../domain/random.ts'
import type { PersonHabits, SimulatedCard } from '../domain/simulated-card.ts'
import type { CardRequest } from './card-request.ts'
import { deviceImei, type Identity, identityOf } from './identity.ts'
import { PHONE_TACS } from './phone-models.ts'

const TENANTS = ['retail-north', 'retail-south', 'retail-east', 'retail-west'] as const
const RESELLERS = [null, null, null, 'mvno-3', 'mvno-7'] as const
const GIB = 2 ** 30

/** One in so many is a courier: calls many strangers by trade, and says so in the contract. */
const COURIER_SHARE = 0.01

/** A person's phone card. */
export function makeOrdinaryCard(request: CardRequest): SimulatedCard {
  const identity = identityOf(request, 'phone')
  const { random } = identity
  const isCourier = random.chance(COURIER_SHARE) && !request.terms
  const habits = isCourier ? courierHabits(random) : personHabits(random)
  return { ...phoneCard(request, identity, habits), travels: !request.terms }
}

/** A phone from a drawer: on again after months, it calls a few people it knows. */
export function makeSilentCard(request: CardRequest): SimulatedCard {
  const identity = identityOf(request, 'phone')
  const habits = personHabits(identity.random)
  const [first, ...others] = habits.contacts
  return phoneCard(request, identity, {
    ...habits,
    callsPerDay: 3,
    strangerShare: 0,
    contacts: [first, ...others.slice(0, 2)],
  })
}

function phoneCard(request: CardRequest, identity: Identity, habits: PersonHabits): SimulatedCard {
  const { random, carrier } = identity
  return {
    ...identity,
    profile: {
      kind: 'profile',
      iccid: identity.iccid,
      eventTime: identity.activatedAt,
      imsi: identity.imsi,
      // One digit more than a real number has.
      msisdn: `861380000${digits(request.index % 1_000_000, 6)}`,
      tenant: random.pick(TENANTS),
      reseller: random.pick(RESELLERS),
      carrier: carrier.name,
      cardClass: 'ordinary',
      functions: { voice: true, sms: true, data: true },
      timeZone: 'Asia/Shanghai',
      realName: 'person',
      batch: `2025-${digits((request.index % 12) + 1, 2)}-P`,
      activatedAt: identity.activatedAt,
      businessRole: habits.hours.length > 0 ? 'courier' : null,
      status: 'active',
      ...request.terms,
    },
    hasProfile: true,
    source: carrier.source,
    visitedPlmn: carrier.plmn,
    imei: deviceImei(random.pick(PHONE_TACS), request.index),
    habits,
  }
}

/** Few calls for most, many for some; the same people again and again, and they call back. */
function personHabits(random: Random): PersonHabits {
  const [first = personNumber(random), ...others] = personNumbers(random, random.between(4, 25))
  return {
    kind: 'person',
    callsPerDay: Math.min(25, random.logNormal(6, 0.8)),
    incomingPerCall: 0.7 + random.next() * 0.8,
    smsPerDay: Math.min(20, random.logNormal(1, 1)),
    contacts: [first, ...others],
    strangerShare: 0.03 + random.next() * 0.12,
    hours: [],
    dataPartsPerHour: 1 + random.next() * 2,
    bytesPerDay: Math.min(10 * GIB, random.logNormal(0.3 * GIB, 1.2)),
  }
}

function courierHabits(random: Random): PersonHabits {
  return {
    ...personHabits(random),
    callsPerDay: random.between(70, 110),
    incomingPerCall: 0.6,
    strangerShare: 0.8,
    hours: ['09:00-20:00'],
  }
}
