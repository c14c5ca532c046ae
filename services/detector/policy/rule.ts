import type { LadderStep } from '#schemas/detector-rule.ts'
import type { CardClass, DetectorMode, Severity } from '#schemas/policy.ts'
import type { Profile } from '#schemas/profile.ts'
import type { Alternative, CardFacts, Detector, VariantName } from '../detectors/detector.ts'
import type { HourSpans } from '../domain/hours.ts'
import type { RecordRules } from './policy-lists.ts'

/** How one detector is used for one class of cards, ready to be asked. */
export interface Rule {
  readonly mode: DetectorMode
  readonly severity: { readonly warn: Severity; readonly act: Severity }
  readonly ladder: readonly LadderStep[]
  readonly quietMs: number
  /** Parts of the policy that changed it: `tenant acme-meters, pool p-1`; empty: none. */
  readonly overriddenBy: string
  alternatives(facts: CardFacts): readonly Alternative[]
  variant(facts: CardFacts): VariantName | undefined
}

export interface ArmedRule extends Rule {
  readonly detector: Detector
  /** Kept measures behind its features: only a record that one of them counts can trip it. */
  readonly counted: ReadonlySet<string>
  readonly variants: ReadonlyMap<VariantName, Rule>
  /** Factors on the limits, or shadow, by business role. */
  readonly roles: ReadonlyMap<string, number | 'shadow'>
}

/** A policy whose rules are ready. */
export interface ArmedPolicy extends RecordRules {
  readonly version: string
  /** False before the first policy: then no list is known, and none is taken for empty. */
  readonly isKnown: boolean
  readonly timeZone: string
  readonly allowedLatenessMs: number
  readonly proposalValidMs: number
  readonly lateSourceMs: number
  readonly graceMs: number
  readonly silentDays: number
  readonly cycleStartDays: Readonly<Record<string, number>>
  /** Allowed hours by class, where a rule names them. */
  readonly hours: ReadonlyMap<CardClass, HourSpans>
  /** What is judged where no override speaks of the card; rules that are off are left out. */
  readonly rules: ReadonlyMap<CardClass, readonly ArmedRule[]>
  /** Ids that alerts and snoozes may name: built-in detectors, and rules of the policy's own. */
  readonly detectorIds: ReadonlySet<string>
  /** What a card is judged by. Cards that the same words hold for get the same array. */
  rulesFor(cardClass: CardClass, profile: Profile | undefined): readonly ArmedRule[]
}
