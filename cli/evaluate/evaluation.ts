import type { Strength } from '../../services/simulator/stories/strength.ts'
import type { FoundAlert } from './judge-records.ts'
import type { WrongOn } from './match-alerts.ts'

/** What all runs came to. */
export interface Evaluation {
  readonly detectors: readonly DetectorResult[]
  readonly lookAlikes: readonly LookAlikeResult[]
  readonly strengths: readonly StrengthResult[]
  /** Stories of which something was missed or, at `below`, found. */
  readonly misses: readonly Miss[]
  /** Alerts on misuse of another kind, of which its story says nothing. */
  readonly strays: readonly Stray[]
  /** Planted for, but not to be had. */
  readonly absent: readonly string[]
  readonly totals: {
    readonly normalCardDays: number
    readonly plants: Tally
    readonly falseAlarms: Readonly<Record<FoundAlert['mode'], number>>
  }
}

/** How many of the plants were found. */
export interface Tally {
  readonly planted: number
  readonly found: number
  readonly share: number | null
}

/** How one detector did. */
export interface DetectorResult {
  readonly detector: string
  /** Of the misuse planted for it; both, where it depends on the class of the card. */
  readonly bases: readonly string[]
  /** Without `below`. */
  readonly recall: Tally
  /** Of `below`: how much was found that should not be. */
  readonly byStrength: Readonly<Record<Strength, Tally>>
  /** Plants found, of these and all cards and groups alerted wrongly. */
  readonly precision: number | null
  readonly wrong: Readonly<Record<WrongOn, number>>
  /** Episodes on normal cards, of 1,000 of them in a day. */
  readonly falseAlarms: Readonly<Record<FoundAlert['mode'], number>>
  /** Minutes of event time from the record that crosses to the record that the alert names; null: none. */
  readonly minutesToDetect: { readonly median: number | null; readonly p90: number | null }
}

/** What one kind of innocent card was taken for. */
export interface LookAlikeResult {
  readonly kind: string
  readonly cards: number
  readonly live: number
  readonly shadow: number
  /** Which detectors, with their number of episodes, the most frequent first. */
  readonly detectors: readonly (readonly [name: string, episodes: number])[]
}

export interface StrengthResult {
  readonly strength: Strength
  readonly hardBreach: Tally
  readonly statistical: Tally
}

export interface Miss {
  readonly story: string
  readonly strength: Strength
  readonly detector: string
  readonly planted: number
  readonly found: number
}

export interface Stray {
  readonly story: string
  readonly detector: string
  readonly episodes: number
}
