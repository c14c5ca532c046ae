import type { z } from 'zod'
import type { FeatureEvidence, Sentence } from '#schemas/alert.ts'
import type { Basis } from '#schemas/enforcement-event.ts'
import type { FactCard, GroupFact, GroupKind } from '#schemas/group-fact.ts'
import type { CardClass, Limit } from '#schemas/policy.ts'
import type { EpisodeScope } from '../domain/episode.ts'
import type { SlidingName, Span } from '../domain/window.ts'
import type { GroupState } from '../group/group-state.ts'

/** A group as it is looked at: with the newest fact in it. */
export interface Sight {
  readonly state: GroupState
  readonly fact: GroupFact
  /** From when windows are looked at: the fact's own time, or a later slide for one out of order. */
  readonly at: number
  /** In the policy's time zone. */
  readonly day: Span
  /** Of a pool its own, else by the policy. */
  readonly cycle: Span
}

/** One number held against one limit. */
export interface GroupCondition {
  /** `measure.window`. */
  readonly feature: string
  /** Undefined: it does not exist. */
  readonly observed: number | undefined
  readonly span: Span
  readonly comparator: '>' | '>='
  readonly limit: Limit
  /** A ratio's distance is measured to 1, a count's to twice its limit. */
  readonly scale: 'count' | 'ratio'
  /** `support` must be there, and says nothing of how bad it is. */
  readonly role: 'limit' | 'support'
  /** What of the cards' contracts the limit is made of. */
  readonly contract: 'quota' | 'plan' | undefined
  /** The group's own normal that the limit is made of. */
  readonly baseline: FeatureEvidence['baseline']
}

/** One way to trip: all its conditions together. */
export interface GroupAlternative {
  readonly when: readonly GroupCondition[]
  /** The cards that the ladder's steps are for, the newest or heaviest first. */
  readonly members: readonly FactCard[]
  /** In both languages; the observed values come in the order of `when`. */
  say(observed: readonly number[]): Sentence
}

type Judged<Value> = Value | ((cardClass: CardClass) => Value)

interface GroupDetectorFacts {
  /** Stable: it is in policies, alerts, metric labels and the console's addresses. */
  readonly id: string
  /** Goes up when the same facts could get another verdict. */
  readonly version: number
  /** Of TS 29.520 where one fits, else ours. */
  readonly exceptionId: string
  /** What may bind the cards it looks at. */
  readonly kinds: readonly GroupKind[]
  /** Sliding windows that a late fact is judged in again. */
  readonly windows: readonly SlidingName[]
  /** The longest window: how long an episode is quiet before it is over, where the policy says nothing. */
  readonly quietMs: number
  /** An alert is named by the start of the one in which it opened, so that the facts' order is none of its name. */
  readonly bucketMs: number
  /** Classes of the cards it would look at; one of iot makes the group one. */
  classes(sight: Sight): readonly CardClass[]
}

type GroupBasis = Extract<Basis, 'hardBreach' | 'statistical'>

/** One kind of misuse by many cards together, and how to see it. Gives evidence, never an action. */
export interface GroupDetector extends GroupDetectorFacts {
  readonly family: 'group'
  /** What `bind` accepts, to tell exactly what is wrong with the rest. */
  readonly settings: z.ZodType
  scope(kind: GroupKind): EpisodeScope
  basis(cardClass: CardClass): GroupBasis
  requirement(cardClass: CardClass): string
  /** Takes a policy's settings. */
  bind(settings: unknown): BoundGroup
}

export type BoundGroup =
  | {
      readonly status: 'bound'
      alternatives(sight: Sight, cardClass: CardClass): readonly GroupAlternative[]
    }
  | { readonly status: 'refused'; readonly reason: string }

interface Definition<Settings extends z.ZodType> extends GroupDetectorFacts {
  /** Left out: until a quiet time. */
  readonly scope?: (kind: GroupKind) => EpisodeScope
  readonly basis: Judged<GroupBasis>
  readonly requirement: Judged<string>
  readonly settings: Settings
  alternatives(
    sight: Sight,
    settings: z.infer<Settings>,
    cardClass: CardClass,
  ): readonly GroupAlternative[]
}

export function defineGroupDetector<Settings extends z.ZodType>(
  definition: Definition<Settings>,
): GroupDetector {
  const { basis, requirement, scope, settings: schema, alternatives, ...facts } = definition
  return {
    ...facts,
    family: 'group',
    scope: scope ?? (() => 'quiet'),
    basis: perClass(basis),
    requirement: perClass(requirement),
    settings: schema,
    bind(settings) {
      const parsed = schema.safeParse(settings)
      if (!parsed.success) return { status: 'refused', reason: explain(parsed.error) }
      return {
        status: 'bound',
        alternatives: (sight, cardClass) => alternatives(sight, parsed.data, cardClass),
      }
    },
  }
}

/** What was observed of a feature, and over which time. */
export type Observation = Pick<GroupCondition, 'feature' | 'observed' | 'span'>

type Origin = Partial<Pick<GroupCondition, 'scale' | 'contract' | 'baseline'>>

/** Met when observed > limit. */
export function exceeds(
  observation: Observation,
  limit: Limit,
  { scale = 'count', contract, baseline = null }: Origin = {},
): GroupCondition {
  return { ...observation, comparator: '>', limit, scale, role: 'limit', contract, baseline }
}

/** The support a finding needs: met when observed >= minimum. */
export function supports(observation: Observation, minimum: number): GroupCondition {
  const plain = { scale: 'count', role: 'support', contract: undefined, baseline: null } as const
  return { ...observation, comparator: '>=', limit: minimum, ...plain }
}

/** A limit in units of something, such as the cards' plans together. */
export function timesLimit(limit: Limit, unit: number): Limit {
  if (typeof limit === 'number') return limit * unit
  const { warn, act } = limit
  return {
    ...(warn !== undefined && { warn: warn * unit }),
    ...(act !== undefined && { act: act * unit }),
  }
}

function perClass<Value extends string>(value: Judged<Value>): (cardClass: CardClass) => Value {
  return typeof value === 'function' ? value : () => value
}

function explain(error: z.ZodError): string {
  return error.issues
    .map(({ path, message }) => (path.length > 0 ? `${path.join('.')}: ${message}` : message))
    .join('; ')
}
