import type { Alert, FeatureEvidence, Sentence } from '#schemas/alert.ts'
import type { Level } from '#schemas/policy.ts'
import type { Step } from './feature-steps.ts'
import type { ToldFact } from './told-fact.ts'
import type { ToldRecord } from './told-record.ts'

/** Whether the records lead to the alert again. */
export type Verdict =
  | { readonly status: 'same' }
  /** The same alert with other numbers. */
  | { readonly status: 'differs'; readonly what: readonly string[] }
  /** They do not lead to it. */
  | { readonly status: 'missing' }

/** Evidence with the way it came about. */
export interface ExplainedFeature extends FeatureEvidence {
  /** Oldest in the log first; empty where nothing could be replayed. */
  readonly steps: readonly Step[]
}

/** Why an alert was raised, for people (`renderExplanation`) and, as JSON, for machines. */
export interface Explanation {
  /** As it was told. */
  readonly alert: Alert
  readonly verdict: Verdict
  /** The worst level that the detector tripped at; null where nothing could be replayed. */
  readonly level: Level | null
  /** The card's. */
  readonly timeZone: string
  readonly cardClass: string | null
  readonly features: readonly ExplainedFeature[]
  /** The records that the alert names, as far as they are there. */
  readonly samples: readonly ToldRecord[]
  /** Of a group: what its cards' logs told of it, in the order of the groups' log. */
  readonly facts: readonly ToldFact[]
  /** Records of the card, or facts of the group, that were replayed. */
  readonly records: number
  /** What the reader must know of where the records came from. */
  readonly notes: readonly Sentence[]
}
