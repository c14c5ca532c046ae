import type { Strength } from '../../services/simulator/stories/strength.ts'
import type { DetectorResult } from './evaluation.ts'
import { falseAlarms, wrongSubjects } from './false-alarms.ts'
import type { Judgement } from './judgements.ts'
import { quantile, shareOf } from './numbers.ts'
import { type Target, tally } from './targets.ts'

/** Of all detectors: the result takes its own. */
interface Findings {
  readonly judgements: readonly Judgement[]
  readonly targets: readonly Target[]
  readonly normalCardDays: number
}

/** Holds what a detector found against what was planted for it. */
export function detectorResult(
  detector: string,
  { judgements, targets, normalCardDays }: Findings,
): DetectorResult {
  const own = judgements.filter(({ alert }) => alert.detector === detector)
  const planted = targets.filter((target) => target.detector === detector)
  const misuse = planted.filter(({ strength }) => strength !== 'below')
  const recall = tally(misuse)
  const ofStrength = (strength: Strength) =>
    tally(planted.filter((target) => target.strength === strength))
  const minutes = misuse.flatMap(minutesOf).sort((left, right) => left - right)
  return {
    detector,
    bases: [...new Set(planted.map(({ plant }) => plant.truth.basis))].sort(),
    recall,
    byStrength: {
      blatant: ofStrength('blatant'),
      clear: ofStrength('clear'),
      above: ofStrength('above'),
      below: ofStrength('below'),
    },
    precision: shareOf(recall.found, recall.found + sum(Object.values(wrongSubjects(own)))),
    wrong: wrongSubjects(own),
    falseAlarms: falseAlarms(own, normalCardDays),
    minutesToDetect: { median: quantile(minutes, 0.5), p90: quantile(minutes, 0.9) },
  }
}

/** Only where the crossing is known. An alert of before it is no detection in no time: it counts as 0. */
function minutesOf({ plant: { crossedAt }, alert }: Target): readonly number[] {
  if (crossedAt === null || alert === null) return []
  return [Math.max(0, alert.openedAt - crossedAt) / 60_000]
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
