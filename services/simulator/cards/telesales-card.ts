import { DAY_MS, hoursOpen } from '../domain/local-time.ts'
import { digits } from '../domain/numbers.ts'
import type { SimulatedCard } from '../domain/simulated-card.ts'
import type { CardRequest } from './card-request.ts'
import { deviceImei, identityOf } from './identity.ts'
import { PHONE_TACS } from './phone-models.ts'

const TENANTS = ['harbour-calls', 'lantern-sales', 'orchid-service'] as const
const PLANS = [200, 250, 300] as const
const HOURS = ['09:00-12:00', '14:00-21:00']
/** Of what the plan allows, so that chance does not lead over it. */
const USED_SHARE = 0.7

/** A card sold for outbound calls: many strangers, within its declared calls and hours. */
export function makeTelesalesCard(request: CardRequest): SimulatedCard {
  const identity = identityOf(request, 'phone')
  const { random, carrier } = identity
  const plan = request.terms?.telesales ?? {
    licenceNo: `B2-${digits(request.index, 8)}`,
    licenceValidTo: request.startAt + 700 * DAY_MS,
    callsPerDay: random.pick(PLANS),
    hours: HOURS,
    regions: [identity.region],
  }
  const hours = plan.hours ?? HOURS
  const callsPerDay = plan.callsPerDay ?? PLANS[0]
  return {
    ...identity,
    profile: {
      kind: 'profile',
      iccid: identity.iccid,
      eventTime: identity.activatedAt,
      imsi: identity.imsi,
      msisdn: `861390000${digits(request.index % 1_000_000, 6)}`,
      tenant: random.pick(TENANTS),
      reseller: null,
      carrier: carrier.name,
      cardClass: 'telesales',
      functions: { voice: true, sms: false, data: false },
      timeZone: 'Asia/Shanghai',
      realName: 'unit',
      activatedAt: identity.activatedAt,
      telesales: plan,
      status: 'active',
      ...request.terms,
    },
    hasProfile: true,
    source: carrier.source,
    visitedPlmn: carrier.plmn,
    imei: deviceImei(random.pick(PHONE_TACS), request.index),
    habits: {
      kind: 'telesales',
      hours,
      callsPerDay,
      callsPerHour: (USED_SHARE * callsPerDay) / Math.max(8, hoursOpen(hours)),
    },
  }
}
