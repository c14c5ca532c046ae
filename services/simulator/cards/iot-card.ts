import { DAY_MS } from '../domain/local-time.ts'
import { digits, personNumbers } from '../domain/numbers.ts'
import { Random } from '../domain/random.ts'
import type { MachineHabits, ProfileRecord, SimulatedCard } from '../domain/simulated-card.ts'
import type { CardRequest } from './card-request.ts'
import { deviceImei, identityOf } from './identity.ts'
import { pickScene, type Scene, sceneNamed } from './scenes.ts'

const MIB = 2 ** 20
const QUOTAS_MIB = [10, 30, 50, 100] as const
const RESELLERS = [null, null, 'mvno-7', 'mvno-9'] as const
const POOL_SHARE = 0.25
const DIRECTED_SHARE = 0.4
const SMS_SHARE = 0.3
const SOLDERED_SHARE = 0.1
const UNBOUND_SHARE = 0.15

/** So much of the quota at most in a month, below the 80 % at which a policy warns. */
const USED_SHARE = 0.6
const DAYS_OF_CYCLE = 31

/** A card in a machine: small reports at an even pace, voice closed by contract. */
export function makeIotCard(request: CardRequest): SimulatedCard {
  const identity = identityOf(request, 'machine')
  const { random, carrier } = identity
  const scene = sceneNamed(request.terms?.scene) ?? pickScene(random)
  const imei = deviceImei(scene.tac, request.index)
  const family = scene.speaks ? familyOf(identity.number) : []
  const profile: ProfileRecord = {
    kind: 'profile',
    iccid: identity.iccid,
    eventTime: identity.activatedAt,
    imsi: identity.imsi,
    msisdn: `861064${digits(request.index, 9)}`,
    tenant: scene.tenant,
    reseller: random.pick(RESELLERS),
    carrier: carrier.name,
    cardClass: 'iot',
    functions: { voice: scene.speaks, sms: scene.speaks || random.chance(SMS_SHARE), data: true },
    timeZone: 'Asia/Shanghai',
    realName: scene.speaks ? 'person' : 'unit',
    allowedRegions: [identity.region],
    roaming: false,
    scene: scene.name,
    deviceModel: scene.deviceModel,
    batch: `2025-${digits(random.between(1, 12), 2)}-A`,
    assessmentId: `SA-${digits(request.index, 8)}`,
    assessmentValidTo: request.startAt + 600 * DAY_MS,
    activatedAt: identity.activatedAt,
    protectedClass: scene.protectedClass,
    overQuota: 'stop',
    status: 'active',
    ...quotaTerms(scene, random),
    ...deviceTerms(imei, random, request.terms ? 0 : UNBOUND_SHARE),
    ...peerTerms(family, request),
    ...request.terms,
  }
  return {
    ...identity,
    profile,
    hasProfile: true,
    source: carrier.source,
    visitedPlmn: carrier.plmn,
    imei,
    habits: machineHabits(scene, profile, family),
  }
}

function quotaTerms(scene: Scene, random: Random): Partial<ProfileRecord> {
  const quotaBytes = (scene.speaks ? 100 : random.pick(QUOTAS_MIB)) * MIB
  const pool = random.chance(POOL_SHARE) ? `pool-${scene.tenant}` : null
  return { quotaBytes, pool, directed: random.chance(DIRECTED_SHARE) }
}

function deviceTerms(imei: string, random: Random, unboundShare: number): Partial<ProfileRecord> {
  const soldered = random.chance(SOLDERED_SHARE)
  const isBound = soldered || !random.chance(unboundShare)
  // Carriers give 14 digits as often as 15: the check digit does not count.
  const bound = random.chance(0.5) ? imei : imei.slice(0, 14)
  return { soldered, boundImeis: isBound ? [bound] : null, allowedTacs: [imei.slice(0, 8)] }
}

/** Every other watch calls nobody but its family by contract. */
function peerTerms(family: readonly string[], { index }: CardRequest): Partial<ProfileRecord> {
  return family.length > 0 && index % 2 === 0 ? { allowedPeers: [...family] } : {}
}

function familyOf(number: string): readonly string[] {
  return personNumbers(new Random(`family/${number}`), 3)
}

function machineHabits(
  scene: Scene,
  profile: ProfileRecord,
  family: readonly string[],
): MachineHabits {
  const quotaBytes = profile.quotaBytes ?? 10 * MIB
  return {
    kind: 'machine',
    periodMinutes: scene.periodMinutes,
    bytesPerDay: Math.floor((quotaBytes * USED_SHARE) / DAYS_OF_CYCLE),
    smsPerDay: profile.functions.sms ? 2 : 0.2,
    family,
  }
}
