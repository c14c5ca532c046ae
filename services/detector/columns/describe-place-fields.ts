import { liesIn } from '../domain/region.ts'
import { BOUND_DEVICE, KNOWN_SAID } from './card-head.ts'
import type { FilledFact } from './filled-fact.ts'
import type { HotPolicy } from './hot-policy.ts'
import { isPlaceKnown } from './known-place.ts'
import { memberNumber } from './member-of.ts'
import type { Scene } from './scene.ts'
import type { Terms } from './terms.ts'

/** Behind the first eight digits of a device are six more. */
const TAC_UNIT = 1_000_000

/** What can be said of a place, as bits. */
const IS_DEVICE = 1
const IMEI_MISMATCH = 2
const HANDSET = 4
const DEVICE_LISTED = 8
const REGION_LISTED = 16
const REGION_MISMATCH = 32
const PLMN_FOREIGN = 64

/** Fills which device the record comes from, and where it is. */
export function describePlace(scene: Scene): void {
  const { fields, fact, store } = scene
  if (fact.emergency) {
    clearPlace(fact)
    return
  }
  fact.region = fields.region === undefined ? undefined : store.numberOfText(fields.region)
  fact.cell = fields.hasCell ? memberNumber(fields.cellLow, fields.cellHigh) : undefined
  fact.cellListed = fact.cell !== undefined && isCellListed(fact.cell, scene.policy)
  const said = saidOf(scene)
  fact.device = (said & IS_DEVICE) !== 0 ? fields.device : undefined
  fact.imeiMismatch = (said & IMEI_MISMATCH) !== 0
  fact.handset = (said & HANDSET) !== 0
  fact.deviceListed = (said & DEVICE_LISTED) !== 0
  fact.regionListed = (said & REGION_LISTED) !== 0
  fact.regionMismatch = (said & REGION_MISMATCH) !== 0
  fact.plmnForeign = (said & PLMN_FOREIGN) !== 0
}

/** Found out once for a place that a card stays at. */
function saidOf(scene: Scene): number {
  if (isPlaceKnown(scene)) return scene.word(KNOWN_SAID)
  const said = findOut(scene)
  scene.setWord(KNOWN_SAID, said)
  return said
}

/** Of nothing but what `isPlaceKnown` tells places apart by. */
function findOut(scene: Scene): number {
  const { fields, policy, terms } = scene
  const isDevice =
    fields.device >= 0 && policy.policy.isKnown && !policy.placeholders.has(fields.device)
  const device = isDevice ? fields.device : undefined
  return (
    (isDevice ? IS_DEVICE : 0) |
    (device !== undefined && isImeiMismatch(device, scene) ? IMEI_MISMATCH : 0) |
    (isHandset(device, scene) ? HANDSET : 0) |
    (device !== undefined && policy.riskDevices.has(device) ? DEVICE_LISTED : 0) |
    (isRegionListed(scene) ? REGION_LISTED : 0) |
    (isRegionMismatch(fields.region, terms) ? REGION_MISMATCH : 0) |
    (isForeign(scene) ? PLMN_FOREIGN : 0)
  )
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
function isHandset(device: number | undefined, { fields, terms, policy }: Scene): boolean {
  if (!terms.isKnown || terms.testing) return false
  const isCalledPhone = fields.deviceKind === 'phone'
  if (device === undefined) {
    return isCalledPhone && fields.device < 0 && terms.allowedTacs.size === 0
  }
  const tac = Math.floor(device / TAC_UNIT)
  return (isCalledPhone || policy.handsetTacs.has(tac)) && !terms.allowedTacs.has(tac)
}

function isCellListed(cell: number, { riskCells }: HotPolicy): boolean {
  return riskCells.size > 0 && riskCells.has(cell)
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
