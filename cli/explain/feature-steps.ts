import type { FeatureEvidence } from '#schemas/alert.ts'
import type { Iccid } from '#schemas/identifiers.ts'
import { PlainBook } from '../../services/detector/card/plain-book.ts'
import type { FeatureName } from '../../services/detector/features/catalogue.ts'
import { eventOf, type LogItem } from './card-log.ts'
import { isFeature, type Trigger } from './find-trigger.ts'
import { type Judged, replayCard } from './replay-card.ts'
import { type ToldRecord, toldRecord } from './told-record.ts'

/** A record that changed a feature. */
export interface Step {
  readonly record: ToldRecord
  /** What it added, from `null` (the feature does not exist) as from 0. */
  readonly amount: number
  /** The feature after it; null: it no longer exists. */
  readonly value: number | null
  /** The first after which the condition is met. */
  readonly crosses: boolean
}

/** Where to look, and how. */
export interface StepOptions {
  readonly iccid: Iccid
  readonly partition: number
  readonly trigger: Pick<Trigger, 'alert' | 'moment' | 'index'>
}

/**
 * How each feature of an alert reached its value: the records after which it was another, all read at
 * the moment of the alert, so that only what lies in its windows counts. By the plain cards, which can
 * be read at any moment; the columns that the detector runs on keep only the record's own.
 */
export function featureSteps(
  items: readonly LogItem[],
  { iccid, partition, trigger }: StepOptions,
): ReadonlyMap<string, readonly Step[]> {
  const { alert, moment, index } = trigger
  const traces = alert.evidence.features
    .filter(({ name }) => isFeature(name))
    .map((evidence) => new Trace(evidence))
  replayCard(items.slice(0, index + 1), {
    partition,
    known: { book: new PlainBook() },
    after(judged) {
      const card = judged.partition.book.find(iccid)
      if (!card) return
      for (const trace of traces) trace.note(judged, card.feature(trace.name, moment))
    },
  })
  return new Map(traces.map(({ name, steps }) => [name, steps]))
}

/** One feature on its way. */
class Trace {
  readonly name: FeatureName
  readonly steps: Step[] = []
  readonly #evidence: FeatureEvidence
  #value: number | undefined
  #isRead = false
  #isMet = false

  constructor(evidence: FeatureEvidence) {
    this.#evidence = evidence
    this.name = evidence.name as FeatureName
  }

  note({ raw }: Judged, value: number | undefined): void {
    const before = this.#value
    const isFirst = !this.#isRead
    this.#isRead = true
    this.#value = value
    // A card of which nothing was counted yet begins at 0: that is no step.
    if (value === before || (isFirst && value === 0)) return
    const event = eventOf(raw)
    if (!event) return
    this.steps.push({
      record: toldRecord(event),
      amount: (value ?? 0) - (before ?? 0),
      value: value ?? null,
      crosses: this.#crosses(value),
    })
  }

  #crosses(value: number | undefined): boolean {
    if (this.#isMet || value === undefined) return false
    this.#isMet = isMet(this.#evidence, value)
    return this.#isMet
  }
}

function isMet(
  { comparator, threshold }: Pick<FeatureEvidence, 'comparator' | 'threshold'>,
  value: number,
): boolean {
  switch (comparator) {
    case '>':
      return value > threshold
    case '>=':
      return value >= threshold
    case '<':
      return value < threshold
    case '<=':
      return value <= threshold
  }
}
