import { setInterval } from 'node:timers/promises'
import type { KafkaConnection } from '#runtime/kafka.ts'
import { type PartitionRange, readRanges } from '#runtime/kafka-offsets.ts'
import type { Logger } from '#runtime/logger.ts'
import { orAborted } from '#runtime/or-aborted.ts'
import { PartitionMap } from '#runtime/partition-map.ts'
import { retryForever } from '#runtime/retry.ts'
import type { Part } from '#runtime/run-service.ts'
import { type CardRegister, REGISTER_TOPIC } from './card-register.ts'

export interface ProfilesFirstOptions {
  /** The group that publishes profiles: all instances share it. */
  readonly groupId: string
  readonly topics: readonly string[]
  /** What this instance has published so far: the next offset of each partition. */
  readonly published: PartitionMap<bigint>
  readonly register: CardRegister
  readonly logger: Logger
}

const ASK_EVERY_MS = 200
/** A look at the ends of the profiles holds so long: a usage record may be as new as that. Ours. */
const LOOK_EVERY_MS = 500

/** Lets usage through once the profiles that were there before it have been published. */
export interface ProfilesFirst extends Part {
  /** Resolves when the profiles of half a second ago, or newer ones, stand in the log. */
  pass(signal: AbortSignal): Promise<void>
}

/**
 * Usage finds its card's profile before it: at the start, and again whenever profiles have come
 * meanwhile, such as the load of a new customer's fleet. Published by whichever instance, and in the
 * register here.
 */
export function profilesFirst(
  connection: KafkaConnection,
  options: ProfilesFirstOptions,
): ProfilesFirst {
  const { groupId, topics, published, register, logger } = options
  /** The next offset of each partition up to which all is known to be published. */
  const settled = new PartitionMap<bigint>()
  let lookedAtMs = Number.NEGATIVE_INFINITY
  let looking: Promise<void> | undefined
  const stopping = new AbortController()

  async function ask<T>(what: string, action: () => Promise<T>, signal: AbortSignal): Promise<T> {
    return retryForever(action, { signal, logger, what })
  }

  async function settle(signal: AbortSignal): Promise<void> {
    const atMs = performance.now()
    const feeds = await ask(
      'read the ends of profiles',
      () => readRanges(connection, topics),
      signal,
    )
    if (!areReached(feeds, settled)) await publishedAndKnown(feeds, signal)
    for (const feed of feeds) settled.set(feed, feed.high)
    lookedAtMs = atMs
  }

  async function publishedAndKnown(
    feeds: readonly PartitionRange[],
    signal: AbortSignal,
  ): Promise<void> {
    await until(signal, async () => {
      if (areReached(feeds, settled, published)) return true
      const committed = await ask(
        'read the offsets of profiles',
        () => readCommitted(connection, { groupId, topics }),
        signal,
      )
      return areReached(feeds, settled, published, committed)
    })
    const known = await ask(
      'read the ends of the register',
      () => readRanges(connection, [REGISTER_TOPIC]),
      signal,
    )
    await until(signal, async () => areReached(known, register.positions))
  }

  return {
    name: 'profiles first',
    async start(signal) {
      await settle(signal)
      logger.info('Read the profiles to their end')
    },
    async pass(signal) {
      if (performance.now() - lookedAtMs < LOOK_EVERY_MS) return
      // One look serves all partitions that wait.
      looking ??= settle(stopping.signal).finally(() => {
        looking = undefined
      })
      looking.catch(() => {})
      await orAborted(looking, signal)
    },
    async stop() {
      stopping.abort(new Error('The process must stop'))
    },
  }
}

function areReached(
  ranges: readonly PartitionRange[],
  ...progress: readonly PartitionMap<bigint>[]
): boolean {
  return ranges.every(
    (range) =>
      range.low === range.high ||
      progress.some((places) => (places.get(range) ?? 0n) >= range.high),
  )
}

async function until(signal: AbortSignal, isReached: () => Promise<boolean>): Promise<void> {
  if (await isReached()) return
  for await (const _ of setInterval(ASK_EVERY_MS, undefined, { signal })) {
    if (await isReached()) return
  }
}

async function readCommitted(
  { kafka, topicPrefix }: KafkaConnection,
  { groupId, topics }: Pick<ProfilesFirstOptions, 'groupId' | 'topics'>,
): Promise<PartitionMap<bigint>> {
  const committed = new PartitionMap<bigint>()
  const admin = kafka.admin()
  await admin.connect()
  try {
    const onWire = topics.map((topic) => topicPrefix + topic)
    const found = await admin.fetchOffsets({ groupId: topicPrefix + groupId, topics: onWire })
    for (const { topic, partitions } of found) {
      for (const { partition, offset } of partitions) {
        committed.set({ topic: topic.slice(topicPrefix.length), partition }, BigInt(offset))
      }
    }
    return committed
  } finally {
    await admin.disconnect()
  }
}
