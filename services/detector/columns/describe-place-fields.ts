import { liesIn } from '../domain/region.ts'
import { BOUND_DEVICE } from './card-head.ts'
import type { FilledFact } from './filled-fact.ts'
import { memberNumber } from './member-of.ts'
import type { Scene } from './scene.ts'
import type { Terms } from './terms.ts'

/** Behind the first eight digits of a device are six more. */
const TAC_UNIT = 1_000_000

/** Fills which device the record comes from, and where it is. */
export function describePlace(scene: Scene): void {
  const { fields, fact, policy, store } = scene
  if (fact.emergency) {
    clearPlace(fact)
    return
  }
  const isDevice =
    fields.device >= 0 && policy.policy.isKnown && !policy.placeholders.has(fields.device)
  const device = isDevice ? fields.device : undefined
  fact.device = device
  fact.imeiMismatch = device !== undefined && isImeiMismatch(device, scene)
  fact.handset = isHandset(scene)
  fact.deviceListed = device !== undefined && policy.riskDevices.has(device)
  fact.region = fields.region === undefined ? undefined : store.numberOfText(fields.region)
  fact.cell = fields.hasCell ? memberNumber(fields.cellLow, fields.cellHigh) : undefined
  fact.cellListed = fact.cell !== undefined && policy.riskCells.has(fact.cell)
  fact.regionListed = isRegionListed(scene)
  fact.regionMismatch = isRegionMismatch(fields.region, scene.terms)
  fact.plmnForeign = isForeign(scene)
}

function clearPlace(fact: FilledFact): void {
  fact.device = undefined
  fact.imeiMismatch = false
  fact.handset = false
  fact.deviceListed = false
  fact.region = undefined
  fact.cell = undefined
  fact.cellListed = false
  fact.regionListed = false
  fact.regionMismatch = false
  fact.plmnForeign = false
}

/** A card in test may be in any device; one without a list, only in the device it is bound to. */
function isImeiMismatch(device: number, scene: Scene): boolean {
  const { isKnown, testing } = scene.terms
  const { devices } = scene.holder
  if (!isKnown || testing) return false
  if (devices.length > 0) return !devices.includes(device)
  const bound = scene.double(BOUND_DEVICE)
  return bound > 0 && bound !== device + 1
}

/** The feed's word alone does where it names no device, and not where many send its number. */
function isHandset({ fields, fact, terms, policy }: Scene): boolean {
  if (!terms.isKnown || terms.testing) return false
  const isCalledPhone = fields.deviceKind === 'phone'
  if (fact.device === undefined) {
    return isCalledPhone && fields.device < 0 && terms.allowedTacs.size === 0
  }
  const tac = Math.floor(fact.device / TAC_UNIT)
  return (isCalledPhone || policy.handsetTacs.has(tac)) && !terms.allowedTacs.has(tac)
}

function isRegionListed({ fields, policy }: Scene): boolean {
  const { riskRegions } = policy.policy
  if (riskRegions.length === 0) return false
  const mcc = fields.visitedPlmn?.slice(0, 3)
  const { region } = fields
  return riskRegions.some(
    (listed) => listed === mcc || (region !== undefined && liesIn(region, listed)),
  )
}

function isRegionMismatch(region: string | undefined, { allowedRegions }: Terms): boolean {
  if (region === undefined || allowedRegions.length === 0) return false
  return !allowedRegions.some((allowed) => liesIn(region, allowed))
}

function isForeign({ fields, terms, policy }: Scene): boolean {
  if (!terms.isKnown || terms.roaming) return false
  const { homeMcc, closedRegions } = policy.policy
  const { visitedPlmn, region } = fields
  if (visitedPlmn !== undefined && homeMcc.size > 0 && !homeMcc.has(visitedPlmn.slice(0, 3)))
    return true
  return region !== undefined && closedRegions.some((closed) => liesIn(region, closed))
}
