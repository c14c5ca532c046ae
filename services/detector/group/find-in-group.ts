import type { Sentence } from '#schemas/alert.ts'
import type { FactCard, GroupFact } from '#schemas/group-fact.ts'
import type { CardClass, Level } from '#schemas/policy.ts'
import { judgedAt } from '../domain/window.ts'
import type {
  GroupAlternative,
  GroupCondition,
  GroupDetector,
  Sight,
} from '../group-detectors/group-detector.ts'
import { type Outcome, outcomesAt, scoreOf } from '../judging/condition-outcome.ts'
import { usageTimeOf } from './fold-fact.ts'
import type { GroupPartition } from './group-partition.ts'
import type { GroupRule } from './group-rules.ts'
import type { GroupState } from './group-state.ts'

/** What a group detector says of one fact. */
export interface GroupFinding {
  readonly level: Level
  readonly score: number
  readonly outcomes: readonly Outcome<GroupCondition>[]
  readonly sight: Sight
  readonly rule: GroupRule
  /** What the group is judged as. */
  readonly cardClass: CardClass
  readonly members: readonly FactCard[]
  readonly reason: Sentence
}

export interface Looking {
  readonly state: GroupState
  readonly fact: GroupFact
  readonly partition: GroupPartition
}

/** Asks a detector in every window that holds the fact; the worst finding counts, of equals the first. */
export function findInGroup(detector: GroupDetector, looking: Looking): GroupFinding | undefined {
  const { state, fact } = looking
  // What a peer says, or a contract, is held against what was done up to now.
  const time = usageTimeOf(fact) ?? Math.max(state.newest, fact.eventTime)
  let worst: GroupFinding | undefined
  for (const at of judgedAt(time, state.newest, detector.windows)) {
    for (const finding of lookOnce(detector, sightAt(at, looking), looking.partition)) {
      if (!worst || isWorse(finding, worst)) worst = finding
    }
  }
  return worst
}

function sightAt(at: number, { state, fact, partition }: Looking): Sight {
  const { day, cycle } = partition.dayOf(at)
  const isPool = state.group.kind === 'pool' && 'bucket' in fact
  return { state, fact, at, day, cycle: (isPool ? fact.bucket : undefined) ?? cycle }
}

function lookOnce(
  detector: GroupDetector,
  sight: Sight,
  { rules }: GroupPartition,
): readonly GroupFinding[] {
  const cardClass = classOf(detector.classes(sight))
  const rule = cardClass && rules?.ruleFor(detector, cardClass, sight.state.group)
  if (!cardClass || !rule) return []
  return rule.alternatives(sight, cardClass).flatMap((alternative) => {
    const found = outcomeOf(alternative)
    if (!found) return []
    const hard = detector.basis(cardClass) === 'hardBreach'
    const score = hard ? 1 : leastScore(found.outcomes)
    const { members } = alternative
    const reason = alternative.say(alternative.when.map(({ observed = 0 }) => observed))
    return [{ ...found, score, sight, rule, cardClass, members, reason }]
  })
}

/** A person's card among machines' is judged as theirs: what an iot card may do is the narrowest. */
const BY_WEIGHT: readonly CardClass[] = ['iot', 'ordinary', 'telesales', 'unregistered']

function classOf(classes: readonly CardClass[]): CardClass | undefined {
  return BY_WEIGHT.find((cardClass) => classes.includes(cardClass))
}

function outcomeOf({ when }: GroupAlternative) {
  for (const level of ['act', 'warn'] as const) {
    const outcomes = outcomesAt(when, { level, factor: 1, observe: ({ observed }) => observed })
    if (outcomes) return { level, outcomes }
  }
  return undefined
}

function leastScore(outcomes: readonly Outcome<GroupCondition>[]): number {
  const limits = outcomes.filter(({ condition }) => condition.role === 'limit')
  return Math.min(...limits.map(scoreOf))
}

function isWorse(one: GroupFinding, other: GroupFinding): boolean {
  if (one.level !== other.level) return one.level === 'act'
  return one.score > other.score
}
