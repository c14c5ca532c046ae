import type { Detector } from '../detectors/detector.ts'
import type { GroupDetector } from './group-detector.ts'

/**
 * A group detector as policies are checked and armed: with its settings, classes and ladder. It has
 * no features of a card, so no record of one can trip it.
 */
export function asDetector(detector: GroupDetector): Detector {
  const { id, version, family, exceptionId, basis, requirement, settings } = detector
  return {
    id,
    version,
    family,
    exceptionId,
    feedNeed: 'nothing',
    features: [],
    lists: [],
    scope: () => 'quiet',
    basis: (cardClass) => basis(cardClass),
    requirement: (cardClass) => requirement(cardClass),
    settings,
    bind(words) {
      const bound = detector.bind(words)
      if (bound.status === 'refused') return bound
      return { status: 'bound', alternatives: () => [], variant: () => undefined }
    },
  }
}
