import type { UsageDelivery } from '../delivery.ts'
import type { ProfileRecord, UsageRecord } from '../domain/simulated-card.ts'
import { Feed, type FeedSettings } from '../feed.ts'
import type { GroundTruth } from '../ground-truth.ts'

export const HOUR_MS = 3_600_000

/** 10 March 2026, 08:00 in China: a Tuesday. */
export const START = Temporal.Instant.from('2026-03-10T08:00:00+08:00').epochMilliseconds

/** Settings of a small run of two hours; `hours` for another length. */
export function feedSettings(
  changed: Partial<FeedSettings> & { readonly hours?: number } = {},
): FeedSettings {
  const { hours = 2, startAt = START, ...others } = changed
  return {
    seed: 1,
    cards: 300,
    startAt,
    endAt: startAt + hours * HOUR_MS,
    plantsPerStory: 1,
    eventsPerHour: null,
    ...others,
  }
}

/** One card's part of a feed. */
export interface CardRecords {
  profile: ProfileRecord | null
  /** Each record once, by event time. */
  readonly usage: UsageRecord[]
}

export interface CollectedFeed {
  readonly usage: readonly UsageDelivery[]
  readonly profiles: readonly ProfileRecord[]
  readonly truths: readonly GroundTruth[]
  readonly byCard: ReadonlyMap<string, CardRecords>
}

/** The whole feed, sorted by card. */
export function collectFeed(settings: FeedSettings): CollectedFeed {
  const feed = new Feed(settings)
  const deliveries = [...feed.opening(), ...feed.take(Infinity, Infinity)]
  const usage = deliveries.filter((delivery) => delivery.kind === 'usage')
  const profiles = deliveries
    .filter((delivery) => delivery.kind === 'profile')
    .map(({ profile }) => profile)
  const truths = deliveries.filter((delivery) => delivery.kind === 'truth')
  const byCard = new Map<string, CardRecords>()
  for (const profile of profiles) byCard.set(profile.iccid, { profile, usage: [] })
  for (const { usage: record, copy } of usage) {
    const card = byCard.get(record.iccid) ?? { profile: null, usage: [] }
    byCard.set(record.iccid, card)
    if (copy === 'first') card.usage.push(record)
  }
  for (const card of byCard.values()) card.usage.sort((a, b) => a.eventTime - b.eventTime)
  return { usage, profiles, truths: truths.map(({ truth }) => truth), byCard }
}
