import type { GroundTruth } from '../../services/simulator/ground-truth.ts'
import type { FoundAlert } from './judge-records.ts'
import type { KnownPlant } from './scenario.ts'

/** What an alert is worth. */
export type Verdict =
  /** The planted detector on the plant. */
  | { readonly kind: 'found'; readonly plant: KnownPlant }
  /** Another detector on the plant, of which its story says that it may. */
  | { readonly kind: 'neutral' }
  | { readonly kind: 'wrong'; readonly on: WrongOn; readonly plant: KnownPlant | null }

/** `below`: the planted detector, just below its limit; `planted`: misuse, but another one. */
export type WrongOn = 'normal' | 'lookAlike' | 'below' | 'planted'

/** Made of other alerts: an echo of what is told already, so never a mistake on misuse. */
const ECHOES: ReadonlySet<string> = new Set(['repeat-offender'])

/** Holds alerts against what was planted, by card and by group. */
export function matchAlerts(known: readonly KnownPlant[]): (alert: FoundAlert) => Verdict {
  const byCard = new Map<string, KnownPlant>()
  const byGroup = new Map<string, KnownPlant>()
  for (const plant of known) {
    const { iccid, members = [iccid], group } = plant.truth
    for (const member of members) byCard.set(member, plant)
    if (group) byGroup.set(`${group.kind} ${group.id}`, plant)
  }

  function plantOf({ iccid, group, members }: FoundAlert): KnownPlant | undefined {
    if (iccid !== null) return byCard.get(iccid)
    const own = group ? byGroup.get(`${group.kind} ${group.id}`) : undefined
    return own ?? members.map((member) => byCard.get(member)).find((plant) => plant !== undefined)
  }

  return (alert) => {
    const plant = plantOf(alert)
    return plant ? verdictOn(plant, alert.detector) : { kind: 'wrong', on: 'normal', plant: null }
  }
}

function verdictOn(plant: KnownPlant, detector: string): Verdict {
  const { truth } = plant
  if (truth.innocent !== undefined) return { kind: 'wrong', on: 'lookAlike', plant }
  if (isQuiet(truth, detector)) return { kind: 'wrong', on: 'below', plant }
  if (truth.expected.includes(detector)) return { kind: 'found', plant }
  if (truth.incidental.includes(detector) || ECHOES.has(detector)) return { kind: 'neutral' }
  return { kind: 'wrong', on: 'planted', plant }
}

function isQuiet({ quiet = [] }: GroundTruth, detector: string): boolean {
  return quiet.includes(detector)
}
