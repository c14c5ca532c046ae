import type { Plant } from './plants.ts'
import type { Group } from './stories/story.ts'
import type { Strength } from './stories/strength.ts'

/** One planted misuse, as a line of the ground truth says it. */
export interface GroundTruth {
  /** Of several cards the first. */
  readonly iccid: string
  readonly story: string
  /** Nothing is expected of what stays below its limits or is innocent. */
  readonly expected: readonly string[]
  readonly incidental: readonly string[]
  readonly basis: 'hardBreach' | 'statistical'
  /** Event times of the first and the last act. */
  readonly from: number
  readonly until: number
  readonly mustSuspend?: boolean
  /** The records, as `source/eventId`, with which an expected detector comes to a new level. */
  readonly tippingEventIds: readonly string[]
  readonly strength?: Strength
  /** Detectors that must stay quiet: it is just below their limits. */
  readonly quiet?: readonly string[]
  /** Why it only looks like misuse. */
  readonly innocent?: string
  /** Every card that takes part, where there is more than one. */
  readonly members?: readonly string[]
  readonly group?: Group
}

/** What is known of a plant before anybody has judged it. */
export function groundTruthOf({ cards, story, strength, group, events, span }: Plant): GroundTruth {
  const tipping = events.filter(({ tips }) => tips)
  const [first] = cards
  const isBelow = strength === 'below' && story.innocent === undefined
  return {
    iccid: first.profile.iccid,
    story: story.id,
    expected: isBelow ? [] : story.expected,
    incidental: story.incidental,
    basis: story.basis,
    from: span.from,
    until: events.reduce((latest, { usage }) => Math.max(latest, usage.eventTime), span.from),
    ...(story.mustSuspend !== undefined && { mustSuspend: story.mustSuspend }),
    tippingEventIds: tipping.map(({ usage }) => `${usage.source}/${usage.eventId}`),
    ...(story.innocent === undefined ? { strength } : { innocent: story.innocent }),
    ...(isBelow && { quiet: story.expected }),
    ...(cards.length > 1 && { members: cards.map(({ profile }) => profile.iccid) }),
    ...(group && { group }),
  }
}
