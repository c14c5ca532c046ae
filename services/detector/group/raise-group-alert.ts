import type { Alert, FeatureEvidence } from '#schemas/alert.ts'
import { deriveId } from '#schemas/derive-id.ts'
import type { FactCard } from '#schemas/group-fact.ts'
import { continueEpisode, type Episode } from '../domain/episode.ts'
import { contributionsOf } from '../judging/condition-outcome.ts'
import type { GroupFinding } from './find-in-group.ts'

/** Cards that stand in the evidence. */
const MOST_MEMBERS = 100
/** Whom a group concerns whose cards are of several tenants. */
const PLATFORM = 'platform'

/** Carries the group's episode on. Changes nothing: the caller keeps the episode. */
export function episodeOfGroup(finding: GroupFinding, event: string | undefined): Episode {
  const { level, rule, sight } = finding
  const { detector } = rule
  const { group, episodes } = sight.state
  const opening = String(openingOf(finding))
  return continueEpisode(episodes?.get(detector.id), {
    eventTime: sight.at,
    level,
    event: event ?? '',
    // Not of the record: the order of facts from several partitions is none of the alert's name.
    alertId: deriveId('alert', detector.id, group.kind, group.id, opening),
    scope: detector.scope(group.kind),
    scopeStart: scopeStartOf(finding),
    quietMs: rule.quietMs,
  })
}

/** Start of the bucket that the finding is in. */
function openingOf(finding: GroupFinding): number {
  const { sight, rule } = finding
  const { bucketMs, scope } = rule.detector
  if (scope(sight.state.group.kind) !== 'quiet') return scopeStartOf(finding)
  return Math.floor(sight.at / bucketMs) * bucketMs
}

function scopeStartOf({ sight, rule }: GroupFinding): number {
  switch (rule.detector.scope(sight.state.group.kind)) {
    case 'day':
      return sight.day.start
    case 'cycle':
      return sight.cycle.start
    case 'quiet':
    case 'profile':
      return 0
  }
}

export interface AlertOptions {
  readonly mode: 'shadow' | 'live'
  readonly policyVersion: string
  readonly offset: Alert['evidence']['offset']
}

/** The episode in words and numbers, as of this finding. */
export function groupAlertOf(
  finding: GroupFinding,
  episode: Episode,
  { mode, policyVersion, offset }: AlertOptions,
): Alert {
  const { rule, sight, cardClass, members, reason, score } = finding
  const { detector } = rule
  return {
    alertId: episode.alertId,
    revision: episode.revision,
    detector: detector.id,
    exceptionId: detector.exceptionId,
    tenant: tenantOf(members, sight.state.group),
    iccid: null,
    group: { ...sight.state.group },
    severity: rule.severity[episode.level],
    score,
    mode,
    openedAt: episode.openedAt,
    lastAt: episode.lastAt,
    count: episode.count,
    reason,
    evidence: {
      features: evidenceOf(finding, policyVersion),
      events: episode.events.filter((event) => event !== ''),
      offset,
      detectorVersion: detector.version,
      policyVersion,
      profileVersion: null,
      requirement: detector.requirement(cardClass),
      members: members.slice(0, MOST_MEMBERS).map(({ iccid }) => iccid),
      memberCount: members.length,
    },
  }
}

function tenantOf(
  members: readonly FactCard[],
  { kind, id }: GroupFinding['sight']['state']['group'],
) {
  if (kind === 'tenant') return id
  const tenants = new Set(members.map(({ tenant }) => tenant))
  const [only] = tenants
  return tenants.size === 1 && only !== undefined ? only : PLATFORM
}

function evidenceOf(
  { outcomes, rule, cardClass }: GroupFinding,
  policyVersion: string,
): FeatureEvidence[] {
  const contributions = contributionsOf(outcomes)
  const override = rule.overriddenBy === '' ? '' : `, ${rule.overriddenBy}`
  const policy = `policy ${policyVersion}, class ${cardClass}${override}`
  return outcomes.map(({ condition, observed, threshold }, i) => {
    const { feature, comparator, span, contract, baseline } = condition
    return {
      name: feature,
      observed,
      comparator,
      threshold,
      origin: contract === undefined ? policy : `${policy}, ${contract} of the contracts`,
      window: [span.start, span.end],
      baseline,
      contribution: contributions[i] ?? 0,
    }
  })
}
