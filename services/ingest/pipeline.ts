import type { z } from 'zod'
import { Profile } from '#schemas/profile.ts'
import { Usage } from '#schemas/usage.ts'
import type { CardDirectory } from './domain/card-directory.ts'
import { cutByTicks } from './domain/cut-by-ticks.ts'
import { hideAllowedPeers, hideUsagePeer } from './domain/hide-peers.ts'
import type { PeerTokens } from './domain/peer-tokens.ts'
import type { ProfileFeed, UsageFeed } from './feeds/feed.ts'
import type { FeedBatch, Outcome, Publisher, RawRecord, Ticker } from './ports.ts'

export interface Ingest {
  readonly cards: CardDirectory
  readonly hidePeer: PeerTokens
  readonly publisher: Publisher
  /** Only where the feed makes the time (CLOCK=feed). */
  readonly feedTicker?: Ticker
}

/**
 * feed record -> decode and map -> find the card -> hide the peer -> fill the tenant -> validate -> publish
 *
 * Handles one batch of one partition; resolves when all of it is acknowledged. A crash before that
 * repeats the batch: a repeated usage record keeps its id and a repeated profile its content, so
 * neither has a second effect. A tick is acknowledged before the records beyond it are sent.
 */
export async function ingestUsage(
  { feed, records, ...from }: FeedBatch<UsageFeed>,
  ingest: Ingest,
  signal: AbortSignal,
): Promise<void> {
  const { publisher, feedTicker } = ingest
  const stretches = feedTicker
    ? cutByTicks(records, feedTicker.lastTick)
    : [{ tickTime: undefined, records }]
  for (const stretch of stretches) {
    if (stretch.tickTime !== undefined) await feedTicker?.tick(stretch.tickTime, signal)
    const outcomes = stretch.records.map((record) =>
      orDefect(record, () => readUsage(record, feed, ingest)),
    )
    await publisher.publish(from, outcomes, signal)
  }
}

/** The same for profiles. What is learned here serves the usage that comes next. */
export async function ingestProfiles(
  { feed, records, ...from }: FeedBatch<ProfileFeed>,
  ingest: Ingest,
  signal: AbortSignal,
): Promise<void> {
  const outcomes = records.map((record) =>
    orDefect(record, () => readProfile(record, feed, ingest)),
  )
  await ingest.publisher.publish(from, outcomes, signal)
}

type Knowledge = Pick<Ingest, 'cards' | 'hidePeer'>

/** What a usage record becomes. Nothing it holds makes this throw. */
export function readUsage(
  record: RawRecord,
  feed: UsageFeed,
  { cards, hidePeer }: Knowledge,
): Outcome {
  const decoded = feed.decode(record.value)
  if (decoded.status === 'bad') return refuse(record, decoded)
  const iccid = cards.find(decoded.value)
  if (iccid === undefined) return refuse(record, { class: 'semantic', reason: NO_CARD })
  const hidden = hideUsagePeer(decoded.value, hidePeer)
  if (hidden.status === 'bad') return refuse(record, { class: 'semantic', reason: hidden.reason })
  const tenant = cards.tenantOf(iccid, decoded.value.eventTime)
  const usage = Usage.safeParse({ ...hidden.usage, iccid, tenant })
  if (!usage.success) return refuse(record, misfit(usage.error))
  return { status: 'usage', record, usage: usage.data }
}

/** What a profile becomes; the directory learns it at once. */
export function readProfile(
  record: RawRecord,
  feed: ProfileFeed,
  { cards, hidePeer }: Knowledge,
): Outcome {
  if (record.value === null) return { status: 'tombstone', record }
  const decoded = feed.decode(record.value)
  if (decoded.status === 'bad') return refuse(record, decoded)
  const hidden = hideAllowedPeers(decoded.value, hidePeer)
  if (hidden.status === 'bad') return refuse(record, { class: 'semantic', reason: hidden.reason })
  const profile = Profile.safeParse(hidden.profile)
  if (!profile.success) return refuse(record, misfit(profile.error))
  const card = cards.extend(profile.data)
  if (card) cards.learn(card)
  return { status: 'profile', record, profile: profile.data, card }
}

/** Reading looks at nothing but the record: what throws once would throw for ever and stop the feed. */
function orDefect(record: RawRecord, read: () => Outcome): Outcome {
  try {
    return read()
  } catch (error) {
    const name = error instanceof Error ? error.name : 'Error'
    return refuse(record, { class: 'defect', reason: `reading the record throws a ${name}` })
  }
}

const NO_CARD = 'no iccid, and no profile gives the imsi or msisdn to a card at that time'

type Refused = Extract<Outcome, { status: 'refused' }>

function refuse(record: RawRecord, { class: kind, reason }: Pick<Refused, 'class' | 'reason'>) {
  return { status: 'refused', record, class: kind, reason } as const
}

/** A feed mapped its record to something that is none of ours. */
function misfit({ issues: [first] }: z.ZodError): Pick<Refused, 'class' | 'reason'> {
  return { class: 'schema', reason: `${first?.path.join('.')}: ${first?.message}` }
}
