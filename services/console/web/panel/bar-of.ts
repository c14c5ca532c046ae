import type { FeatureEvidence } from '../../../../schemas/alert.ts'

/** A bar of what was observed, with a mark at the limit; shares of the bar's length, 0..1. */
export interface BarShares {
  readonly observedShare: number
  readonly limitShare: number
  readonly isBeyond: boolean
}

/** Some room behind the longer of the two. */
const ROOM = 1.08

export function barOf(
  feature: Pick<FeatureEvidence, 'observed' | 'threshold' | 'comparator'>,
): BarShares {
  const { observed, threshold, comparator } = feature
  const longest = Math.max(observed, threshold, Number.MIN_VALUE) * ROOM
  return {
    observedShare: Math.max(0, observed / longest),
    limitShare: Math.max(0, threshold / longest),
    isBeyond: isBeyond(observed, threshold, comparator),
  }
}

function isBeyond(
  observed: number,
  threshold: number,
  comparator: FeatureEvidence['comparator'],
): boolean {
  switch (comparator) {
    case '>':
      return observed > threshold
    case '>=':
      return observed >= threshold
    case '<':
      return observed < threshold
    case '<=':
      return observed <= threshold
  }
}
