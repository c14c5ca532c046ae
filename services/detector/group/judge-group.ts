import { GroupKind } from '#schemas/group-fact.ts'
import type { Episode } from '../domain/episode.ts'
import { groupCatalogue } from '../group-detectors/catalogue.ts'
import type { GroupDetector } from '../group-detectors/group-detector.ts'
import { withSteps } from '../judging/judge.ts'
import type { Output } from '../ports.ts'
import { findInGroup, type GroupFinding, type Looking } from './find-in-group.ts'
import type { GroupState } from './group-state.ts'
import { dueForMembers, memberKey, memberProposal } from './propose-for-members.ts'
import { episodeOfGroup, groupAlertOf } from './raise-group-alert.ts'

/** Asks every detector that looks at groups of this kind. */
export function judgeGroup(looking: Looking, offset: bigint): Output[] {
  const detectors = BY_KIND.get(looking.state.group.kind) ?? []
  return detectors.flatMap((detector) => {
    const finding = findInGroup(detector, looking)
    return finding ? tell(finding, { ...looking, offset }) : []
  })
}

const BY_KIND: ReadonlyMap<GroupKind, readonly GroupDetector[]> = new Map(
  GroupKind.options.map((kind) => [
    kind,
    groupCatalogue.filter(({ kinds }) => kinds.includes(kind)),
  ]),
)

interface Telling extends Looking {
  readonly offset: bigint
}

/** Carries the episode on; an alert when there is something new to tell, then what is to be done. */
function tell(finding: GroupFinding, { state, fact, partition, offset }: Telling): Output[] {
  const { rule, sight, cardClass } = finding
  const { detector, mode } = rule
  const snoozed = isSnoozed(state, detector.id, sight.at)
  if (mode === 'off' || (snoozed && detector.basis(cardClass) === 'statistical')) return []
  const before = state.episodes?.get(detector.id)
  const event = 'event' in fact ? fact.event : undefined
  const carried = episodeOfGroup(finding, event)
  const decidedAt = partition.timeOf(sight.at)
  const due = mode === 'live' ? dueForMembers(finding, carried, decidedAt) : []
  const episode = withSteps(carried, due.map(memberKey), before)
  setEpisode(state, detector.id, episode)
  if (episode.alertId === before?.alertId && episode.revision === before.revision) return []
  const { version: policyVersion, proposalValidMs: validMs } = partition.policy
  const position = partition.positionOf(offset)
  const alert = groupAlertOf(finding, episode, { mode, policyVersion, offset: position })
  const cause = event ?? `${position.topic}/${position.partition}/${position.offset}`
  const options = { alert, finding, snoozed, decidedAt, validMs }
  return [
    { type: 'alert', alert, cause },
    ...due.map((step): Output => {
      return { type: 'proposal', proposal: memberProposal(step, options), cause }
    }),
  ]
}

function isSnoozed({ snoozes }: GroupState, detector: string, time: number): boolean {
  const quiet = snoozes?.get(detector)
  return quiet !== undefined && quiet.from <= time && time < quiet.until
}

function setEpisode(state: GroupState, detector: string, episode: Episode): void {
  state.episodes ??= new Map()
  state.episodes.set(detector, episode)
}
