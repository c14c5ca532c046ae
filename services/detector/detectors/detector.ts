import type { z } from 'zod'
import type { Sentence } from '#schemas/alert.ts'
import type { Basis, Family } from '#schemas/enforcement-event.ts'
import type { CardClass, Limit } from '#schemas/policy.ts'
import type { Profile } from '#schemas/profile.ts'
import type { BaselineOf } from '../domain/baseline.ts'
import type { EpisodeScope } from '../domain/episode.ts'
import type { FeatureName } from '../features/catalogue.ts'

/** Terms of a contract that go before the policy's. */
type ContractTerm =
  | ('quota' | 'hours' | 'devices' | 'plan')
  | ('regions' | 'peers' | 'hosts' | 'functions')

/** One number held against one limit. A detector trips when all of an alternative's are met. */
export interface Condition {
  readonly feature: FeatureName
  readonly comparator: '>' | '>=' | '<' | '<='
  readonly limit: Limit
  /** A ratio's distance is measured to 1, a count's to twice its limit. */
  readonly scale: 'count' | 'ratio'
  /** `support` must be there, and says nothing of how bad it is. */
  readonly role: 'limit' | 'support'
  /** What of the card's contract the number is held against, such as its quota; else the policy alone. */
  readonly contract: ContractTerm | undefined
  /** The card's own normal that the number was made with, for the evidence. */
  readonly baseline: BaselineOf | undefined
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

/** The terms of a contract that a detector may ask for: an engine sorts cards by these alone. */
export const JUDGED_TERMS = [
  ...([
    'realName',
    'quotaBytes',
    'pool',
    'overQuota',
    'assessmentId',
    'assessmentValidTo',
  ] as const),
  ...(['telesales', 'boundImeis', 'soldered', 'allowedTacs', 'status', 'carrier'] as const),
  ...(['businessRole', 'activatedAt', 'replaces'] as const),
] as const satisfies readonly (keyof Profile)[]

type JudgedTerms = Omit<Pick<Profile, (typeof JUDGED_TERMS)[number]>, 'telesales'> & {
  readonly telesales?: JudgedPlan | null | undefined
}

/** Of a telesales card's plan, that alone: licences differ from card to card. */
export type JudgedPlan = Pick<NonNullable<Profile['telesales']>, 'callsPerDay' | 'hours'>

/** What a detector may know of the card beside its features. */
export interface CardFacts {
  readonly cardClass: CardClass
  readonly profile: JudgedTerms | undefined
  readonly eventTime: number
  /** The local date is on the policy's list of holidays. */
  readonly holiday: boolean
  /** Days without own use after which a card counts as silent. */
  readonly silentDays: number
  readonly policy: CommonNumbers
}

/** Numbers of the policy that belong to no single detector. */
interface CommonNumbers {
  /** How long a card may be out of its regions, hours: cells at a border flap. */
  readonly regionGraceHours: number
  /** Days after activation in which a card counts as new. */
  readonly newCardDays: number
  /** Days that a card may be in test, by carrier. */
  readonly testDays: Readonly<Record<string, number>>
}

/** What must be known of the feed before "nothing happened" proves anything. */
export type FeedNeed = 'nothing' | 'punctual' | 'carriesIncoming'

/** One for all, or by class and by the policy's variant that fits the card. */
type PerCase<Value> = Value | ((cardClass: CardClass, variant?: VariantName) => Value)

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
  /** Lists of the policy without which it can find nothing: it is blind while they are empty. */
  readonly lists: readonly string[]
}

export interface Detector extends DetectorFacts {
  scope(cardClass: CardClass): EpisodeScope
  basis(cardClass: CardClass, variant?: VariantName): DetectorBasis
  /** The clause it serves; goes into alerts and reasons. */
  requirement(cardClass: CardClass, variant?: VariantName): string
  /** What `bind` accepts, to tell exactly what is wrong with the rest. */
  readonly settings: z.ZodType
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
  extends Omit<DetectorFacts, 'feedNeed' | 'lists'>,
    Partial<Pick<DetectorFacts, 'feedNeed' | 'lists'>> {
  /** Left out: until a quiet time. */
  readonly scope?: PerCase<EpisodeScope>
  readonly basis: PerCase<DetectorBasis>
  readonly requirement: PerCase<string>
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
    lists: [],
    ...facts,
    scope: perCase(scope ?? 'quiet'),
    basis: perCase(basis),
    requirement: perCase(requirement),
    settings: schema,
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

type LimitOptions = Partial<Pick<Condition, 'scale' | 'contract' | 'baseline'>>

/** Met when observed > limit. */
export function above(feature: FeatureName, limit: Limit, options: LimitOptions = {}): Condition {
  return { ...PLAIN, ...options, feature, comparator: '>', limit, role: 'limit' }
}

/** Met when observed < limit: too little of something. */
export function below(feature: FeatureName, limit: Limit, options: LimitOptions = {}): Condition {
  return { ...PLAIN, ...options, feature, comparator: '<', limit, role: 'limit' }
}

/** The support a finding needs: met when observed >= minimum. */
export function atLeast(feature: FeatureName, minimum: Limit): Condition {
  return { ...PLAIN, feature, comparator: '>=', limit: minimum, role: 'support' }
}

/** Something that must be missing for a finding: met when observed <= maximum. */
export function atMost(feature: FeatureName, maximum: Limit): Condition {
  return { ...PLAIN, feature, comparator: '<=', limit: maximum, role: 'support' }
}

const PLAIN = { scale: 'count', contract: undefined, baseline: undefined } as const

function perCase<Value extends string>(
  value: PerCase<Value>,
): (cardClass: CardClass, variant?: VariantName) => Value {
  return typeof value === 'function' ? value : () => value
}

function explain(error: z.ZodError): string {
  return error.issues
    .map(({ path, message }) => (path.length > 0 ? `${path.join('.')}: ${message}` : message))
    .join('; ')
}
