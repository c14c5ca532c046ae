import { measureOf } from '../features/feature-parts.ts'
import { BY_VERDICTS } from '../features/history.ts'
import type { ArmedRule } from '../policy/rule.ts'
import type { ColumnValues } from './column-values.ts'
import { forgetRoom, Headroom } from './headroom.ts'
import { PLAN } from './plan.ts'
import type { Scene } from './scene.ts'
import {
  areMet,
  type PlacedCase,
  type ScreenCase,
  type ScreenCondition,
  type ScreenOptions,
  screenCases,
} from './screen-cases.ts'
import type { Shape } from './shape.ts'

/**
 * Which detectors could trip on a record, said in numbers and without an object made. It may name one
 * that does not; the detectors themselves are asked then.
 */
export class Screen {
  readonly #headroom: Headroom
  readonly #rules: readonly ArmedRule[]
  readonly #byMeasure: readonly (readonly ScreenCase[])[]
  /** Rules that other rules' verdicts can trip. */
  readonly #followers: readonly number[]
  /** By rule: serial number of the record on which it was found last. */
  readonly #foundAt: Float64Array
  #serial = 0
  #found = 0

  constructor(rules: readonly ArmedRule[], cases: readonly PlacedCase[]) {
    const byMeasure: ScreenCase[][] = Array.from({ length: PLAN.byName.size }, () => [])
    for (const { one, behind } of cases) for (const index of behind) byMeasure[index]?.push(one)
    this.#headroom = new Headroom(cases, PLAN.byName.size)
    this.#rules = rules
    this.#byMeasure = byMeasure
    this.#foundAt = new Float64Array(rules.length)
    this.#followers = rules.flatMap(({ detector }, rule) =>
      detector.features.some((feature) => BY_VERDICTS.has(measureOf(feature))) ? [rule] : [],
    )
  }

  /** The rules that could trip on the scene's record, in their order; undefined: none. */
  candidates(scene: Scene, shape: Shape, values: ColumnValues): readonly ArmedRule[] | undefined {
    this.#serial += 1
    this.#found = 0
    if (values.isExact && this.#headroom.holds(scene, shape)) {
      this.#headroom.tellNear(scene, shape, { values, tell: this.#tell })
    } else {
      this.#lookAtAll(shape, values)
      if (values.isExact) this.#headroom.measure(scene, values)
      else forgetRoom(scene)
    }
    if (this.#found === 0) return undefined
    for (const rule of this.#followers) this.#foundAt[rule] = this.#serial
    return this.#rules.filter((_, rule) => this.#foundAt[rule] === this.#serial)
  }

  readonly #tell = (rule: number): void => {
    this.#foundAt[rule] = this.#serial
    this.#found += 1
  }

  #lookAtAll({ raised }: Shape, values: ColumnValues): void {
    values.begin()
    for (let at = 0; at < raised.length; at += 1) {
      const cases = this.#byMeasure[raised[at] ?? 0]
      if (cases !== undefined) this.#look(cases, values)
    }
  }

  #look(cases: readonly ScreenCase[], values: ColumnValues): void {
    for (let at = 0; at < cases.length; at += 1) {
      const one = cases[at] as ScreenCase
      if (one.lookedAt === this.#serial) continue
      one.lookedAt = this.#serial
      const isFound = this.#foundAt[one.rule] === this.#serial
      if (!isFound && couldTrip(one, values)) this.#tell(one.rule)
    }
  }
}

function couldTrip({ lists }: ScreenCase, values: ColumnValues): boolean {
  for (let at = 0; at < lists.length; at += 1) {
    if (areMet(lists[at] as readonly ScreenCondition[], values)) return true
  }
  return false
}

/** The screen of a card for one local day. `rules` are the card's own: of its tenant and groups. */
export function screenFor(rules: readonly ArmedRule[], options: ScreenOptions): Screen {
  return new Screen(rules, screenCases(rules, options))
}
