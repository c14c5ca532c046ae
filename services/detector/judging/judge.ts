import type { Iccid } from '#schemas/identifiers.ts'
import type { CardView } from '../card/card-view.ts'
import type { FeedNeed } from '../detectors/detector.ts'
import type { Episode } from '../domain/episode.ts'
import { isHoliday } from '../domain/holiday.ts'
import type { Moment } from '../domain/moment.ts'
import type { Partition } from '../partition.ts'
import type { ArmedRule } from '../policy/rule.ts'
import type { Output } from '../ports.ts'
import { type Finding, find } from './find.ts'
import type { JudgedCard } from './judged-card.ts'
import { dueSteps, proposalOf, stepKey } from './propose.ts'
import { alertOf, episodeOf } from './raise-alert.ts'

/** Its findings make the measure `daysOver`, also those told in shadow. */
const OVERUSE = 'call-volume-day'

/** Made of the others' live alerts: its own are no reason for more. */
const REPEAT = 'repeat-offender'

/** The record that is judged, folded in, and the card it belongs to. */
export interface Subject {
  readonly iccid: Iccid
  readonly card: CardView
  readonly moment: Moment
  /** Measures that counted it: only their detectors can trip. */
  readonly touched: ReadonlySet<string>
  /** Rules of which alone it is known that they could trip; left out: all of the card's. */
  readonly rules?: readonly ArmedRule[]
  /** Its feed; undefined: the record is no usage. */
  readonly source: string | undefined
  /** `source/eventId`. */
  readonly event: string
  readonly offset: bigint
}

/** Asks every detector that the record can trip, for the card's class. */
export function judge(subject: Subject, partition: Partition): Output[] {
  const facts = factsOf(subject, partition)
  const rules = subject.rules ?? partition.policy.rulesFor(facts.cardClass, facts.profile)
  return rules
    .filter(({ counted }) => !counted.isDisjointFrom(subject.touched))
    .flatMap((armed) => judgeOne(armed, { subject, facts, partition }))
}

function factsOf({ card, moment }: Subject, partition: Partition): JudgedCard {
  const { policy } = partition
  const profile = card.profileAt(moment.eventTime)
  const dateBefore = () => partition.momentOf(moment.day.start - 1, profile).day.date
  return {
    cardClass: profile?.cardClass ?? 'unregistered',
    profile,
    eventTime: moment.eventTime,
    holiday: isHoliday(moment, policy.holidays, dateBefore),
    silentDays: policy.silentDays,
    policy,
  }
}

interface Asked {
  readonly subject: Subject
  readonly facts: JudgedCard
  readonly partition: Partition
}

function judgeOne(armed: ArmedRule, asked: Asked): Output[] {
  const { subject, facts } = asked
  const { card, moment } = subject
  const { detector } = armed
  if (card.isUndone(moment.eventTime)) return []
  if (!isFeedComplete(detector.feedNeed, asked)) return []
  const statistical = detector.basis(facts.cardClass, armed.variant(facts)) === 'statistical'
  const snoozed = card.isSnoozed(detector.id, moment.eventTime)
  if (snoozed && statistical) return []
  const role = statistical ? armed.roles.get(facts.profile?.businessRole ?? '') : undefined
  const factor = typeof role === 'number' ? role : 1
  const finding = find(armed, { card, facts, moment, touched: subject.touched, factor })
  if (!finding) return []
  if (detector.id === OVERUSE) card.noteDay('overDays', moment.day.start)
  const mode = role === 'shadow' ? 'shadow' : finding.rule.mode
  return mode === 'off' ? [] : tell(finding, { ...asked, armed, mode, snoozed, role })
}

/** Where silence is the sign, a feed that is late or lacks incoming calls proves nothing. */
function isFeedComplete(need: FeedNeed, { subject, partition }: Asked): boolean {
  const { source, moment } = subject
  if (need === 'nothing' || source === undefined) return true
  if (!partition.sources.isPunctual(source, partition.logTime)) return false
  return need === 'punctual' || partition.sources.carriesIncoming(source, moment.eventTime)
}

interface Telling extends Asked {
  readonly armed: ArmedRule
  readonly mode: 'shadow' | 'live'
  readonly snoozed: boolean
  readonly role: number | 'shadow' | undefined
}

/** Carries the episode on; an alert when there is something new to tell, then what is to be done. */
function tell(finding: Finding, telling: Telling): Output[] {
  const { subject, facts, partition, mode, armed, role } = telling
  const { card, iccid, event } = subject
  const { detector } = armed
  const { policy } = partition
  const circumstances = {
    card,
    facts,
    iccid,
    event,
    mode,
    roleNote: role === undefined ? '' : `, role ${facts.profile?.businessRole} ${role}`,
    policyVersion: policy.version,
    offset: partition.positionOf(subject.offset),
  }
  const carried = episodeOf(finding, detector, circumstances)
  const decidedAt = partition.timeOf(finding.moment.eventTime)
  const due = mode === 'live' ? dueSteps(finding, carried, decidedAt) : []
  const episode = withSteps(carried, due.map(stepKey), card.episode(detector.id))
  const isNews = episode.revision !== card.episode(detector.id)?.revision
  const isOpened = episode.alertId !== card.episode(detector.id)?.alertId
  card.setEpisode(detector.id, episode)
  const isGrave = mode === 'live' && finding.rule.severity[episode.level] !== 'low'
  if (isGrave && detector.id !== REPEAT) card.noteDay('alertDays', finding.moment.day.start)
  if (!isNews && !isOpened) return []
  const alert = alertOf(finding, episode, { ...circumstances, detector })
  const options = { ...telling, detector, iccid, decidedAt, validMs: policy.proposalValidMs }
  return [
    { type: 'alert', alert, cause: event },
    ...due.map((step): Output => {
      const proposal = proposalOf(step, { alert, finding }, options)
      return { type: 'proposal', proposal, cause: event }
    }),
  ]
}

/** A step is never proposed without a revision that tells why. */
export function withSteps(
  carried: Episode,
  steps: readonly string[],
  before: Episode | undefined,
): Episode {
  if (steps.length === 0) return carried
  const told = carried.alertId !== before?.alertId || carried.revision !== before.revision
  return {
    ...carried,
    proposed: [...carried.proposed, ...steps],
    revision: carried.revision + (told ? 0 : 1),
    toldCount: carried.count,
  }
}
