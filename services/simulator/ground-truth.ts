import type { Plant } from './plants.ts'

/** One planted misuse, as a line of the ground truth says it. */
export interface GroundTruth {
  readonly iccid: string
  readonly story: string
  readonly expected: readonly string[]
  readonly incidental: readonly string[]
  readonly basis: 'hardBreach' | 'statistical'
  /** Event times of the first and the last act. */
  readonly from: number
  readonly until: number
  readonly mustSuspend?: boolean
  /** The records, as `source/eventId`, with which an expected detector comes to a new level. */
  readonly tippingEventIds: readonly string[]
}

/** What is known of a plant before anybody has judged it. */
export function groundTruthOf({ card, story, events, span }: Plant): GroundTruth {
  const tipping = events.filter(({ tips }) => tips)
  return {
    iccid: card.profile.iccid,
    story: story.id,
    expected: story.expected,
    incidental: story.incidental,
    basis: story.basis,
    from: span.from,
    until: Math.max(...events.map(({ usage }) => usage.eventTime)),
    ...(story.mustSuspend !== undefined && { mustSuspend: story.mustSuspend }),
    tippingEventIds: tipping.map(({ usage }) => `${usage.source}/${usage.eventId}`),
  }
}
