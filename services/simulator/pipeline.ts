import type { Carrier } from './carrier.ts'
import type { Delivery, UsageDelivery } from './delivery.ts'
import type { RunState } from './domain/run-state.ts'
import type { SentTimes } from './domain/sent-times.ts'
import type { UsageRecord } from './domain/simulated-card.ts'
import type { Feed } from './feed.ts'
import type { Clocks, FeedOutput, TruthOutput } from './ports.ts'

/** Everything that a run is made of. */
export interface Run {
  readonly feed: Feed
  readonly carrier: Carrier
  readonly state: RunState
  readonly sentTimes: SentTimes
  readonly clocks: Clocks
  readonly feedOutput: FeedOutput
  readonly truthOutput: TruthOutput
}

/** One request to Kafka; more wait for the next, so memory stays bounded and nothing is dropped. */
const BATCH_DELIVERIES = 2_000

/** Tells of every card and of what is planted. Usage begins only when the player plays. */
export async function openFeed(run: Run): Promise<Player> {
  const opening = run.feed.opening()
  const player = new Player(
    run,
    opening.filter(({ kind }) => kind === 'usage'),
  )
  await player.publish(opening.filter(({ kind }) => kind !== 'usage'))
  return player
}

/** Plays the feed: deliveries → what the carrier lets happen → Kafka → counted. */
export class Player {
  readonly #run: Run
  /** The last use of silent cards, from before the run. */
  readonly #opening: readonly Delivery[]
  /** What never happened comes no second time either. */
  readonly #suppressed = new WeakSet<UsageRecord>()

  constructor(run: Run, opening: readonly Delivery[]) {
    this.#run = run
    this.#opening = opening
  }

  /** Plays up to each of the feed times in turn; then the run is over. */
  async play(feedTimes: AsyncIterable<number>): Promise<void> {
    await this.publish(this.#opening)
    for await (const feedTime of feedTimes) await this.#playUntil(feedTime)
    this.#run.state.done = true
  }

  async publish(deliveries: readonly Delivery[]): Promise<void> {
    const { feedOutput, truthOutput, state } = this.#run
    const truths = deliveries.filter((delivery) => delivery.kind === 'truth')
    const profiles = deliveries.filter((delivery) => delivery.kind === 'profile')
    if (truths.length > 0) truthOutput.add(truths)
    // Before the usage of the same moment, so that nobody meets a card without its contract.
    if (profiles.length > 0) await feedOutput.sendProfiles(profiles)
    state.countOthers(deliveries)
    const usage = deliveries.filter((delivery) => delivery.kind === 'usage')
    const happening = usage.filter((delivery) => this.#happens(delivery))
    if (happening.length > 0) await feedOutput.sendUsage(happening)
    state.countUsage(happening)
    this.#noteTimes(happening)
  }

  async #playUntil(feedTime: number): Promise<void> {
    const { feed, state } = this.#run
    while (true) {
      const deliveries = feed.take(feedTime, BATCH_DELIVERIES)
      await this.publish(deliveries)
      const last = deliveries.at(-1)
      if (!last || deliveries.length < BATCH_DELIVERIES) break
      state.feedNow = last.at
    }
    state.feedNow = feedTime
  }

  #happens({ usage, copy }: UsageDelivery): boolean {
    const { carrier, state } = this.#run
    if (copy === 'duplicate') return !this.#suppressed.has(usage)
    if (carrier.allows(usage)) return true
    this.#suppressed.add(usage)
    state.eventsSuppressed += 1
    return false
  }

  #noteTimes(sent: readonly UsageDelivery[]): void {
    const { sentTimes, clocks } = this.#run
    const wallMs = clocks.wallMs()
    for (const { usage, copy } of sent) {
      if (copy === 'first') sentTimes.add(`${usage.source}/${usage.eventId}`, wallMs)
    }
  }
}
