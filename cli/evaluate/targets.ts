import type { Strength } from '../../services/simulator/stories/strength.ts'
import type { Miss, StrengthResult, Tally } from './evaluation.ts'
import type { FoundAlert } from './judge-records.ts'
import { type Run, subjectsOf } from './judgements.ts'
import { shareOf } from './numbers.ts'
import type { KnownPlant } from './scenario.ts'

/** A detector that was to find a plant, or to leave it alone. */
export interface Target {
  readonly plant: KnownPlant
  readonly detector: string
  readonly strength: Strength
  /** The first alert of it; null: none. */
  readonly alert: FoundAlert | null
}

/** Each plant once for every detector that was to find it or to leave it alone. */
export function targetsOf({ known, alerts }: Run): readonly Target[] {
  const firsts = new Map<string, FoundAlert>()
  for (const alert of alerts) {
    for (const subject of subjectsOf(alert)) {
      const key = `${alert.detector} ${subject}`
      const before = firsts.get(key)
      if (!before || alert.openedAt < before.openedAt) firsts.set(key, alert)
    }
  }
  return known.flatMap((plant) => {
    const { strength, expected, quiet = [], group, iccid } = plant.truth
    if (strength === undefined) return []
    const subject = group ? `${group.kind} ${group.id}` : iccid
    return [...expected, ...quiet].map((detector) => ({
      plant,
      detector,
      strength,
      alert: firsts.get(`${detector} ${subject}`) ?? null,
    }))
  })
}

/** How many of the targets have an alert. */
export function tally(targets: readonly Target[]): Tally {
  const found = targets.filter(({ alert }) => alert !== null).length
  return { planted: targets.length, found, share: shareOf(found, targets.length) }
}

/** What was found of one strength, by basis. */
export function strengthResult(strength: Strength, targets: readonly Target[]): StrengthResult {
  const of = (basis: string) =>
    tally(
      targets.filter(
        (target) => target.strength === strength && target.plant.truth.basis === basis,
      ),
    )
  return { strength, hardBreach: of('hardBreach'), statistical: of('statistical') }
}

/** Targets that were missed or, at `below`, found: by story, strength and detector. */
export function missesOf(targets: readonly Target[]): readonly Miss[] {
  const groups = Map.groupBy(
    targets,
    ({ plant, strength, detector }) => `${plant.truth.story} ${strength} ${detector}`,
  )
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    const { planted, found } = tally(group)
    const isRight = first?.strength === 'below' ? found === 0 : found === planted
    if (!first || isRight) return []
    const { strength, detector } = first
    return [{ story: first.plant.truth.story, strength, detector, planted, found }]
  })
}
