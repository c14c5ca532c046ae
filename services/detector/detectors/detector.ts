import type { z } from 'zod'
import type { Sentence } from '#schemas/alert.ts'
import type { Basis, Family } from '#schemas/enforcement-event.ts'
import type { CardClass, Limit } from '#schemas/policy.ts'
import type { Profile } from '#schemas/profile.ts'
import type { EpisodeScope } from '../domain/episode.ts'
import type { FeatureName } from '../features/catalogue.ts'

/** Terms of a contract that go before the policy's. */
type ContractTerm = 'quota' | 'hours' | 'devices'

/** One number held against one limit. A detector trips when all of an alternative's are met. */
export interface Condition {
  readonly feature: FeatureName
  readonly comparator: '>' | '>='
  readonly limit: Limit
  /** A ratio's distance is measured to 1, a count's to twice its limit. */
  readonly scale: 'count' | 'ratio'
  /** `support` must be there, and says nothing of how bad it is. */
  readonly role: 'limit' | 'support'
  /** What of the card's contract the number is held against, such as its quota; else the policy alone. */
  readonly contract: ContractTerm | undefined
}

/** One way to trip: all its conditions together; the cheapest to work out first, for speed. */
export interface Alternative {
  readonly when: readonly Condition[]
  /** Takes the policy's words for this variant instead of the card's own. */
  readonly variant?: VariantName
  /** In both languages; the observed values come in the order of `when`. */
  say(observed: readonly number[]): Sentence
}

/** Keys of a rule that the policy may replace when profile or date say so. */
export type VariantName = 'withPlan' | 'withQuota' | 'soldered' | 'unbound'

/** What a detector may know of the card beside its features. */
export interface CardFacts {
  readonly cardClass: CardClass
  readonly profile: Profile | undefined
  readonly eventTime: number
  /** The local date is on the policy's list of holidays. */
  readonly holiday: boolean
  /** Days without own use after which a card counts as silent. */
  readonly silentDays: number
}

/** What must be known of the feed before "nothing happened" proves anything. */
export type FeedNeed = 'nothing' | 'punctual' | 'carriesIncoming'

type PerClass<Value> = Value | ((cardClass: CardClass) => Value)

interface DetectorFacts {
  /** Stable: it is in policies, alerts, metric labels and the console's addresses. */
  readonly id: string
  /** Goes up when the same record could get another verdict. */
  readonly version: number
  readonly family: Family
  /** Of TS 29.520 where one fits, else ours. */
  readonly exceptionId: string
  readonly feedNeed: FeedNeed
  readonly features: readonly FeatureName[]
}

export interface Detector extends DetectorFacts {
  scope(cardClass: CardClass): EpisodeScope
  basis(cardClass: CardClass): DetectorBasis
  /** The clause it serves; goes into alerts and reasons. */
  requirement(cardClass: CardClass): string
  /** Takes a policy's settings. */
  bind(settings: unknown): Bound
}

type DetectorBasis = Extract<Basis, 'hardBreach' | 'statistical'>

type Bound =
  | {
      readonly status: 'bound'
      alternatives(facts: CardFacts): readonly Alternative[]
      /** Which of the policy's variants fits the card; undefined: its plain words. */
      variant(facts: CardFacts): VariantName | undefined
    }
  | { readonly status: 'refused'; readonly reason: string }

interface Definition<Settings extends z.ZodType>
  extends Omit<DetectorFacts, 'feedNeed'>,
    Partial<Pick<DetectorFacts, 'feedNeed'>> {
  /** Left out: until a quiet time. */
  readonly scope?: PerClass<EpisodeScope>
  readonly basis: PerClass<DetectorBasis>
  readonly requirement: PerClass<string>
  readonly settings: Settings
  readonly variant?: (facts: CardFacts, settings: z.infer<Settings>) => VariantName | undefined
  alternatives(facts: CardFacts, settings: z.infer<Settings>): readonly Alternative[]
}

/** One kind of misuse, and how to see it. Gives evidence, never an action. */
export function defineDetector<Settings extends z.ZodType>(
  definition: Definition<Settings>,
): Detector {
  const {
    basis,
    requirement,
    scope,
    settings: schema,
    alternatives,
    variant,
    ...facts
  } = definition
  return {
    feedNeed: 'nothing',
    ...facts,
    scope: perClass(scope ?? 'quiet'),
    basis: perClass(basis),
    requirement: perClass(requirement),
    bind(settings) {
      const parsed = schema.safeParse(settings)
      if (!parsed.success) return { status: 'refused', reason: explain(parsed.error) }
      return {
        status: 'bound',
        alternatives: (card) => alternatives(card, parsed.data),
        variant: (card) => variant?.(card, parsed.data),
      }
    },
  }
}

/** Met when observed > limit. */
export function above(
  feature: FeatureName,
  limit: Limit,
  { scale = 'count', contract }: Partial<Pick<Condition, 'scale' | 'contract'>> = {},
): Condition {
  return { feature, comparator: '>', limit, scale, role: 'limit', contract }
}

/** The support a finding needs: met when observed >= minimum. */
export function atLeast(feature: FeatureName, minimum: number): Condition {
  return {
    feature,
    comparator: '>=',
    limit: minimum,
    scale: 'count',
    role: 'support',
    contract: undefined,
  }
}

function perClass<Value extends string>(value: PerClass<Value>): (cardClass: CardClass) => Value {
  return typeof value === 'function' ? value : () => value
}

function explain(error: z.ZodError): string {
  return error.issues
    .map(({ path, message }) => (path.length > 0 ? `${path.join('.')}: ${message}` : message))
    .join('; ')
}
