import { setTimeout as sleep } from 'node:timers/promises'
import type { Consumer, EachBatchPayload, IMemberAssignment } from 'kafkajs'
import type { Condition } from './condition.ts'
import type { ConsumerOptions } from './consumer-options.ts'
import { type ConsumerSession, openSession } from './consumer-session.ts'
import type { KafkaConnection } from './kafka.ts'
import { isTransient } from './kafka-errors.ts'
import { retryForever } from './retry.ts'
import { type SilenceWatch, watchSilence } from './silence-watch.ts'

const MAX_SILENCE_MS = 60_000
/** So many ends that no outage explains, without a batch between them, are a bug. */
const MAX_CRASHES = 5
const PAUSE_AFTER_CRASH_MS = 300
const DISCONNECT_WITHIN_MS = 5_000

export interface MembershipEvents {
  /** Runs at every join, before anything is fetched. */
  onJoin(assignment: IMemberAssignment): void
  onBatch(payload: EachBatchPayload): Promise<void>
  /** It cannot be a member any more. */
  onFailure(error: unknown): void
}

/** Keeps one consumer in its group: joins, and joins anew after each loss, until `signal` aborts. */
export class GroupMembership {
  readonly #connection: KafkaConnection
  readonly #options: ConsumerOptions
  readonly #events: MembershipEvents
  readonly #signal: AbortSignal
  #session: ConsumerSession | undefined
  #silence: SilenceWatch | undefined
  #supervised: Promise<void> = Promise.resolve()
  #state: 'starting' | 'joined' | 'away' = 'starting'
  #crashes = 0

  constructor(
    connection: KafkaConnection,
    options: ConsumerOptions,
    { signal, ...events }: MembershipEvents & { readonly signal: AbortSignal },
  ) {
    this.#connection = connection
    this.#options = options
    this.#events = events
    this.#signal = signal
  }

  /** The kafkajs consumer of now; another one after each loss. */
  get consumer(): Consumer | undefined {
    return this.#session?.consumer
  }

  /** Tells the consumer what holds as long as its session does. Without one there is nobody to tell. */
  tell(what: (consumer: Consumer) => void): void {
    if (!this.consumer) return
    try {
      what(this.consumer)
    } catch (error) {
      if (!isWithoutSession(error)) throw error
    }
  }

  readonly isReady: Condition = () => {
    if (this.#state === 'joined' && !this.#signal.aborted) return { ok: true }
    const state = this.#signal.aborted ? 'stopped' : this.#state
    return { ok: false, reason: `The consumer of group ${this.#options.groupId} is ${state}` }
  }

  readonly isLive: Condition = () => {
    const silentMs = this.#silence?.silentMs() ?? 0
    if (silentMs < MAX_SILENCE_MS) return { ok: true }
    return { ok: false, reason: silence(silentMs) }
  }

  /** Resolves when it is a member. */
  async start(): Promise<void> {
    this.#silence = watchSilence({
      limitMs: MAX_SILENCE_MS,
      signal: this.#signal,
      onSilence: (silentMs) => this.#events.onFailure(new Error(silence(silentMs))),
    })
    await this.#join()
    this.#supervised = this.#supervise().catch((error: unknown) => {
      if (!this.#signal.aborted) this.#events.onFailure(error)
    })
  }

  /** A batch had its effect: what went wrong before it is forgiven. */
  progressed(): void {
    this.#crashes = 0
  }

  /** Resolves when no new session can begin; only after `signal` aborted. */
  settled(): Promise<void> {
    return this.#supervised
  }

  /** kafkajs waits for the fetch under way, which may never come when Kafka is away. */
  async disconnect(): Promise<void> {
    const done = this.consumer?.disconnect().catch((error: unknown) => {
      this.#options.logger.debug({ err: error }, 'Cannot disconnect a consumer cleanly')
    })
    await Promise.race([done, sleep(DISCONNECT_WITHIN_MS, undefined, { ref: false })])
  }

  /** Tries until it is a member. Refusals that do not pass end it after a few. */
  #join(): Promise<void> {
    const { logger, groupId } = this.#options
    return retryForever(() => this.#joinOnce(), {
      logger,
      signal: this.#signal,
      what: `join the group ${groupId}`,
      giveUpOn: (error) => this.#isHopeless(error),
    })
  }

  async #joinOnce(): Promise<void> {
    this.#silence?.heard()
    this.#session = openSession(this.#connection, this.#options, {
      onJoin: this.#events.onJoin,
      onBatch: this.#events.onBatch,
      onAnswer: () => this.#heard('joined'),
      // A timeout is a sign of life too: it is kafkajs that must not fall silent.
      onTimeout: () => this.#heard('away'),
    })
    try {
      await this.#session.join()
      this.#state = 'joined'
    } catch (error) {
      await this.disconnect()
      throw error
    }
  }

  async #supervise(): Promise<void> {
    const stopped = new Promise<void>((resolve) => {
      this.#signal.addEventListener('abort', () => resolve())
      if (this.#signal.aborted) resolve()
    })
    while (true) {
      const error = await Promise.race([this.#session?.ended, stopped])
      if (this.#signal.aborted || !error) return
      this.#heard('away')
      if (this.#isHopeless(error)) throw error
      this.#options.logger.warn({ err: error }, 'Lost the consumer group, joining it again')
      await sleep(PAUSE_AFTER_CRASH_MS, undefined, { signal: this.#signal })
      await this.#join()
    }
  }

  #isHopeless(error: unknown): boolean {
    if (isTransient(error)) return false
    this.#crashes += 1
    return this.#crashes >= MAX_CRASHES
  }

  #heard(state: 'joined' | 'away'): void {
    this.#silence?.heard()
    if (this.#state !== 'starting') this.#state = state
  }
}

/** kafkajs has no code for it: its consumer has crashed or was disconnected. */
function isWithoutSession(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('Consumer group was not initialized')
}

function silence(silentMs: number): string {
  return `Kafka has said nothing for ${silentMs / 1_000} s`
}
