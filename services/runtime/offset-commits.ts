import type { GroupMembership } from './group-membership.ts'
import type { Logger } from './logger.ts'
import { PartitionMap } from './partition-map.ts'
import type { TopicPartitionOffset } from './records.ts'

const COMMIT_WITHIN_MS = 500

export interface CommitOptions {
  readonly topicPrefix: string
  readonly logger: Logger
  readonly membership: GroupMembership
  /** Once it has aborted, nothing is tried again. */
  readonly signal: AbortSignal
  joinSeq(): number
}

/** Commits the offsets of a consumer. A commit is a hint: one that fails is logged. */
export class OffsetCommits {
  readonly #options: CommitOptions
  /** The next offsets of what was handled and is not committed yet. */
  #handled = new PartitionMap<bigint>()
  #timer: NodeJS.Timeout | undefined

  constructor(options: CommitOptions) {
    this.#options = options
  }

  /** Whether Kafka took them. */
  async commit(offsets: readonly TopicPartitionOffset[]): Promise<boolean> {
    const { topicPrefix, logger, membership } = this.#options
    if (offsets.length === 0) return true
    const onWire = offsets.map(({ topic, partition, offset }) => ({
      topic: topicPrefix + topic,
      partition,
      offset: String(offset),
    }))
    try {
      await membership.consumer?.commitOffsets(onWire)
      return true
    } catch (error) {
      logger.info({ err: error }, 'Cannot commit offsets, records may come again')
      return false
    }
  }

  /** A commit is a request: one for all partitions, now and then, is enough for a hint. */
  commitSoon({ offset, ...at }: TopicPartitionOffset): void {
    this.#handled.set(at, offset)
    this.#timer ??= setTimeout(() => void this.commitHandled(), COMMIT_WITHIN_MS)
  }

  async commitHandled(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const due = [...this.#handled.entries()].map(([at, offset]) => ({ ...at, offset }))
    this.#handled = new PartitionMap()
    const joinSeq = this.#options.joinSeq()
    if ((await this.commit(due)) || joinSeq !== this.#options.joinSeq()) return
    // Others may wait for it, and no further batch may come: it is tried again.
    if (this.#options.signal.aborted) return
    for (const at of due) if (!this.#handled.has(at)) this.commitSoon(at)
  }

  /** What was handled before a join may belong to others now, who know better. */
  forget(): void {
    this.#handled = new PartitionMap()
  }
}
