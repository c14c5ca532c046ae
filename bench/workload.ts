import type { Delivery } from '../services/simulator/delivery.ts'
import { cardEventForm, cardEventProfile } from '../services/simulator/domain/card-event-form.ts'
import { Feed } from '../services/simulator/feed.ts'

export interface WorkloadOptions {
  readonly seed: number
  /** Usage records, first copies and repeated ones; profiles and ticks come on top. */
  readonly events: number
}

/** A record of `card.events`; without a key it is for every partition. */
export interface WorkloadRecord {
  readonly key: string | null
  readonly value: string
}

/** Honest ones, as many as `npm start` plays with. */
export const CARDS = 10_000
/** Long past, so that the broker's clock is ahead of every tick. */
const START = Date.parse('2026-03-10T08:00:00+08:00')
const PLANTS_PER_STORY = 3
const MINUTE_MS = 60_000
const CHUNK_DELIVERIES = 5_000

/**
 * The simulator's feed as ingest would hand it on: a tick for each minute of it, every profile before
 * its usage. The same options give the same records.
 */
export function* workload({ seed, events }: WorkloadOptions): Generator<WorkloadRecord> {
  const feed = new Feed({
    seed,
    cards: CARDS,
    startAt: START,
    endAt: null,
    plantsPerStory: PLANTS_PER_STORY,
    eventsPerHour: null,
  })
  let usage = 0
  let tickedUntil = START
  for (const delivery of deliveriesOf(feed)) {
    const minute = Math.floor(delivery.at / MINUTE_MS) * MINUTE_MS
    if (minute > tickedUntil) {
      yield { key: null, value: JSON.stringify({ kind: 'tick', eventTime: minute }) }
      tickedUntil = minute
    }
    const record = recordOf(delivery)
    if (record) yield record
    if (delivery.kind === 'usage') usage += 1
    if (usage === events) return
  }
}

/** Those of the opening are of one moment: profiles are known before anything is used. */
function* deliveriesOf(feed: Feed): Generator<Delivery> {
  const opening = feed.opening()
  const isProfile = ({ kind }: Delivery) => kind === 'profile'
  yield* opening.filter(isProfile)
  yield* opening.filter((delivery) => !isProfile(delivery))
  while (true) yield* feed.take(Infinity, CHUNK_DELIVERIES)
}

function recordOf(delivery: Delivery): WorkloadRecord | null {
  switch (delivery.kind) {
    case 'profile':
      return {
        key: delivery.profile.iccid,
        value: JSON.stringify(cardEventProfile(delivery.profile)),
      }
    case 'usage': {
      const usage = cardEventForm(delivery.card, delivery.usage)
      return { key: usage.iccid, value: JSON.stringify(usage) }
    }
    case 'report':
    case 'truth':
      return null
  }
}
