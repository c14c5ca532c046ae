import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Delivery } from '../delivery.ts'
import { cardEventForm, cardEventProfile } from '../domain/card-event-form.ts'
import { MINUTE_MS } from '../domain/local-time.ts'
import type { Feed } from '../feed.ts'

export interface WrittenFiles {
  readonly usage: number
  readonly profiles: number
  readonly planted: number
  readonly reports: number
}

const CHUNK_DELIVERIES = 5_000

/**
 * The feed as files for replay, without a carrier that stops anybody: `events.ndjson` as ingest would
 * hand it on (profiles first, a tick for each minute of the feed), `ground-truth.ndjson`. It ends with
 * the feed, so the feed must have an end.
 */
export function writeFeedFiles(feed: Feed, folder: string): WrittenFiles {
  mkdirSync(folder, { recursive: true })
  const events = openSync(join(folder, 'events.ndjson'), 'w')
  const truths = openSync(join(folder, 'ground-truth.ndjson'), 'w')
  const written = { usage: 0, profiles: 0, planted: 0, reports: 0 }
  let tick: number | undefined

  function write(deliveries: readonly Delivery[]): void {
    const lines = deliveries.flatMap((delivery) => [...ticksBefore(delivery.at), eventOf(delivery)])
    writeSync(events, toNdjson(lines.filter((line) => line !== null)))
    const planted = deliveries.filter((delivery) => delivery.kind === 'truth')
    writeSync(truths, toNdjson(planted.map(({ truth }) => truth)))
    for (const { kind } of deliveries) written[COUNTS[kind]] += 1
  }

  /** The newest full minute, before the first delivery beyond it. */
  function ticksBefore(at: number): readonly unknown[] {
    const minute = Math.floor(at / MINUTE_MS) * MINUTE_MS
    const isNew = tick !== undefined && minute > tick
    tick = minute
    return isNew ? [{ kind: 'tick', eventTime: minute }] : []
  }

  write(profilesFirst(feed.opening()))
  while (true) {
    const deliveries = feed.take(Infinity, CHUNK_DELIVERIES)
    write(deliveries)
    if (deliveries.length < CHUNK_DELIVERIES) break
  }
  closeSync(events)
  closeSync(truths)
  return written
}

const COUNTS = {
  usage: 'usage',
  profile: 'profiles',
  truth: 'planted',
  report: 'reports',
} as const

function profilesFirst(deliveries: readonly Delivery[]): readonly Delivery[] {
  const isProfile = ({ kind }: Delivery) => kind === 'profile'
  return [...deliveries.filter(isProfile), ...deliveries.filter((each) => !isProfile(each))]
}

function eventOf(delivery: Delivery): unknown {
  switch (delivery.kind) {
    case 'profile':
      return cardEventProfile(delivery.profile)
    case 'usage':
      return cardEventForm(delivery.card, delivery.usage)
    case 'report':
      return delivery.report
    case 'truth':
      return null
  }
}

function toNdjson(values: readonly unknown[]): string {
  return values.map((value) => `${JSON.stringify(value)}\n`).join('')
}
