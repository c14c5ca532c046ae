import type { Alert, FeatureEvidence } from '#schemas/alert.ts'
import type { Verdict } from './explanation.ts'

/** What a replay says of an alert as it was told; `replayed` undefined: the replay led to none of its id. */
export function verdictOf(told: Alert, replayed: Alert | undefined): Verdict {
  if (!replayed) return { status: 'missing' }
  const what = differencesOf(told, replayed)
  return what.length === 0 ? { status: 'same' } : { status: 'differs', what }
}

/** What of the told alert the replay found another, `field: told, replayed`. */
function differencesOf(told: Alert, replayed: Alert): string[] {
  const pairs: [string, unknown, unknown][] = [
    ['revision', told.revision, replayed.revision],
    ['severity', told.severity, replayed.severity],
    ['mode', told.mode, replayed.mode],
    ['policy', told.evidence.policyVersion, replayed.evidence.policyVersion],
    ['detector version', told.evidence.detectorVersion, replayed.evidence.detectorVersion],
    ['features', numbersOf(told.evidence.features), numbersOf(replayed.evidence.features)],
  ]
  return pairs
    .filter(([, one, other]) => one !== other)
    .map(([name, one, other]) => `${name}: ${one}, ${other}`)
}

function numbersOf(features: readonly FeatureEvidence[]): string {
  return features
    .map(({ name, observed, comparator, threshold }) => {
      return `${name} ${observed} ${comparator} ${threshold}`
    })
    .join('; ')
}
