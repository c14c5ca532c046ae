import { imeiKey } from '#schemas/identifiers.ts'
import type { Profile } from '#schemas/profile.ts'
import type { Usage } from '#schemas/usage.ts'
import type { Fact } from '../domain/fact.ts'
import { liesIn } from '../domain/region.ts'
import type { ArmedPolicy } from '../policy/rule.ts'
import type { CardState } from './card-state.ts'
import type { Circumstances } from './describe.ts'
import { deviceOf } from './device-of.ts'

const TAC_LENGTH = 8
const MCC_LENGTH = 3

type PlaceFact = Pick<
  Fact,
  | ('device' | 'imeiMismatch' | 'handset' | 'deviceListed' | 'region' | 'cell')
  | ('cellListed' | 'regionListed' | 'regionMismatch' | 'plmnForeign')
>

/** What device and place of a record mean for a card. */
export function describePlace(
  usage: Usage,
  state: CardState,
  { profile, policy }: Circumstances,
): PlaceFact {
  if (isEmergency(usage)) return NOWHERE
  const device = deviceOf(usage, policy)
  const region = usage.region ?? undefined
  const cell = usage.cell ?? undefined
  return {
    device,
    imeiMismatch: isImeiMismatch(device, state, profile),
    handset: isHandset(usage, { device, profile, policy }),
    deviceListed: device !== undefined && policy.riskDevices.has(device),
    region,
    cell,
    cellListed: cell !== undefined && policy.riskCells.has(cell),
    regionListed: isRegionListed(usage, policy),
    regionMismatch: isRegionMismatch(region, profile),
    plmnForeign: isForeign(usage, { profile, policy }),
  }
}

/** An emergency call says nothing against its card, wherever it was made. */
const NOWHERE: PlaceFact = {
  device: undefined,
  imeiMismatch: false,
  handset: false,
  deviceListed: false,
  region: undefined,
  cell: undefined,
  cellListed: false,
  regionListed: false,
  regionMismatch: false,
  plmnForeign: false,
}

function isEmergency(usage: Usage): boolean {
  return usage.service !== 'data' && usage.peerKind === 'emergency'
}

/** A card in test may be in any device; one without a list is bound by use. */
function isImeiMismatch(
  device: string | undefined,
  { binding }: CardState,
  profile: Profile | undefined,
): boolean {
  if (device === undefined || profile === undefined || profile.status === 'test') return false
  const bound = profile.boundImeis ?? []
  if (bound.length > 0) return !bound.some((imei) => imeiKey(imei) === device)
  return binding?.isFirm === true && binding.imei !== device
}

interface HandsetTerms {
  readonly device: string | undefined
  readonly profile: Profile | undefined
  readonly policy: ArmedPolicy
}

/**
 * A phone, by the feed's word or by its type code; a contract may allow the type. The feed's word
 * alone does where it names no device, and not where many devices send the number that it names.
 */
function isHandset(
  { deviceKind, imei }: Usage,
  { device, profile, policy }: HandsetTerms,
): boolean {
  if (profile === undefined || profile.status === 'test') return false
  const allowed = profile.allowedTacs ?? []
  const tac = device?.slice(0, TAC_LENGTH)
  if (tac === undefined) return deviceKind === 'phone' && imei == null && allowed.length === 0
  return (deviceKind === 'phone' || policy.handsetTacs.has(tac)) && !allowed.includes(tac)
}

function isRegionListed({ region, visitedPlmn }: Usage, { riskRegions }: ArmedPolicy): boolean {
  const mcc = visitedPlmn?.slice(0, MCC_LENGTH)
  return riskRegions.some((listed) => listed === mcc || (region != null && liesIn(region, listed)))
}

function isRegionMismatch(region: string | undefined, profile: Profile | undefined): boolean {
  const allowed = profile?.allowedRegions ?? []
  return region !== undefined && allowed.length > 0 && !allowed.some((one) => liesIn(region, one))
}

/** Outside the home network, or in a region that is closed, without roaming in the contract. */
function isForeign(
  { visitedPlmn, region }: Usage,
  { profile, policy }: Pick<Circumstances, 'profile' | 'policy'>,
): boolean {
  if (profile === undefined || profile.roaming === true) return false
  const { homeMcc, closedRegions } = policy
  const isAbroad =
    visitedPlmn != null && homeMcc.size > 0 && !homeMcc.has(visitedPlmn.slice(0, MCC_LENGTH))
  return isAbroad || (region != null && closedRegions.some((closed) => liesIn(region, closed)))
}
