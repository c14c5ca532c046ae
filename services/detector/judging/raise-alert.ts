import type { Alert, FeatureEvidence } from '#schemas/alert.ts'
import { deriveId } from '#schemas/derive-id.ts'
import type { CardView } from '../card/card-view.ts'
import type { Condition, Detector } from '../detectors/detector.ts'
import { continueEpisode, type Episode, type EpisodeScope } from '../domain/episode.ts'
import { type Moment, spanOf } from '../domain/moment.ts'
import { windowOf } from '../features/feature-parts.ts'
import type { Rule } from '../policy/rule.ts'
import { contributionsOf } from './condition-outcome.ts'
import type { Finding } from './find.ts'
import type { JudgedCard } from './judged-card.ts'

/** Where a finding stands, and under what rules. */
export interface Circumstances {
  readonly card: CardView
  readonly facts: JudgedCard
  readonly iccid: Alert['iccid'] & string
  /** `source/eventId` of the record that was judged. */
  readonly event: string
  readonly mode: 'shadow' | 'live'
  /** What a business role does to the limits, for the evidence. */
  readonly roleNote: string
  readonly policyVersion: string
  readonly offset: Alert['evidence']['offset']
}

/** Carries the card's episode on. Changes nothing: the caller keeps the episode. */
export function episodeOf(
  { level, moment, rule }: Finding,
  detector: Detector,
  { card, facts, iccid, event }: Circumstances,
): Episode {
  const scope = detector.scope(facts.cardClass)
  return continueEpisode(card.episode(detector.id), {
    eventTime: moment.eventTime,
    level,
    event,
    alertId: deriveId('alert', detector.id, iccid, event),
    scope,
    scopeStart: scopeStart(scope, moment),
    quietMs: rule.quietMs,
  })
}

function scopeStart(scope: EpisodeScope, moment: Moment): number {
  switch (scope) {
    case 'quiet':
      return 0
    case 'day':
      return moment.day.start
    case 'cycle':
      return moment.cycle.start
    case 'profile':
      return moment.lifetimeStart
  }
}

/** The episode in words and numbers, as of this finding. */
export function alertOf(
  finding: Finding,
  episode: Episode,
  { detector, ...where }: Circumstances & { readonly detector: Detector },
): Alert {
  const { facts, policyVersion, offset } = where
  return {
    alertId: episode.alertId,
    revision: episode.revision,
    detector: detector.id,
    exceptionId: detector.exceptionId,
    tenant: facts.profile?.tenant ?? 'unregistered',
    iccid: where.iccid,
    group: null,
    severity: finding.rule.severity[episode.level],
    score: finding.score,
    mode: where.mode,
    openedAt: episode.openedAt,
    lastAt: episode.lastAt,
    count: episode.count,
    reason: finding.reason,
    evidence: {
      features: evidenceOf(finding, where),
      events: [...episode.events],
      offset,
      detectorVersion: detector.version,
      policyVersion,
      profileVersion: facts.profile?.eventTime ?? null,
      requirement: detector.requirement(facts.cardClass, finding.variant),
    },
  }
}

function evidenceOf({ outcomes, moment, rule }: Finding, where: Circumstances): FeatureEvidence[] {
  const contributions = contributionsOf(outcomes)
  return outcomes.map(({ condition, observed, threshold }, i) => {
    const { start, end } = spanOf(windowOf(condition.feature), moment)
    return {
      name: condition.feature,
      observed,
      comparator: condition.comparator,
      threshold,
      origin: originOf(condition, rule, where),
      window: [start, end],
      baseline: baselineOf(condition, where.card, moment),
      contribution: contributions[i] ?? 0,
    }
  })
}

/** The card's own normal, where the number was made with it. */
function baselineOf({ baseline }: Condition, card: CardView, moment: Moment) {
  return baseline === undefined ? null : card.baseline(baseline, moment)
}

function originOf(
  { contract }: Condition,
  { overriddenBy }: Rule,
  { facts: { profile, cardClass }, policyVersion, roleNote }: Circumstances,
): string {
  const override = overriddenBy === '' ? '' : `, ${overriddenBy}`
  const policy = `policy ${policyVersion}, class ${cardClass}${override}${roleNote}`
  if (contract === undefined || !profile) return policy
  return `${policy}, ${contract} of the contract of ${profile.eventTime}`
}
