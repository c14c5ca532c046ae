import { STRENGTHS } from '../../services/simulator/stories/strength.ts'
import { detectorResult } from './detector-result.ts'
import type { Evaluation } from './evaluation.ts'
import { falseAlarms, lookAlikeResults, straysOf } from './false-alarms.ts'
import { judgementsOf, type Run } from './judgements.ts'
import { missesOf, strengthResult, tally, targetsOf } from './targets.ts'

/** Adds up what all runs found, missed and took for misuse; `isRun`: whether the policy has a detector. */
export function scoreRuns(
  runs: readonly Run[],
  isRun: (detector: string) => boolean = () => true,
): Evaluation {
  const judgements = runs.flatMap(judgementsOf)
  const all = runs.flatMap(targetsOf)
  const targets = all.filter(({ detector }) => isRun(detector))
  const normalCardDays = runs.reduce((total, run) => total + run.normalCards * run.days, 0)
  const names = new Set([
    ...targets.map(({ detector }) => detector),
    ...judgements.map(({ alert }) => alert.detector),
  ])
  return {
    detectors: [...names]
      .sort()
      .map((detector) => detectorResult(detector, { judgements, targets, normalCardDays })),
    lookAlikes: lookAlikeResults(runs, judgements),
    strengths: STRENGTHS.map((strength) => strengthResult(strength, targets)),
    misses: missesOf(targets),
    strays: straysOf(judgements),
    absent: [...new Set(all.map(({ detector }) => detector))].filter((one) => !isRun(one)).sort(),
    totals: {
      normalCardDays,
      plants: tally(targets.filter(({ strength }) => strength !== 'below')),
      falseAlarms: falseAlarms(judgements, normalCardDays),
    },
  }
}
