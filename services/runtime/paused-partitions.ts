import type { GroupMembership } from './group-membership.ts'
import type { Logger } from './logger.ts'
import { PartitionMap } from './partition-map.ts'
import type { TopicPartition } from './records.ts'

export interface PauseOptions {
  readonly topicPrefix: string
  readonly logger: Logger
  readonly membership: GroupMembership
}

/** The partitions a consumer does not read now. */
export class PausedPartitions {
  readonly #options: PauseOptions
  readonly #paused = new PartitionMap<string>()

  constructor(options: PauseOptions) {
    this.#options = options
  }

  has(at: TopicPartition): boolean {
    return this.#paused.has(at)
  }

  pause(at: TopicPartition, reason: string): void {
    const { topic, partition } = at
    if (!this.#paused.has(at)) {
      this.#options.logger.info({ topic, partition, reason }, 'Paused a partition')
    }
    this.#paused.set(at, reason)
    this.#pauseOnWire(at)
  }

  resume(at: TopicPartition): void {
    if (!this.#paused.has(at)) return
    const { topic, partition } = at
    this.#options.logger.info({ topic, partition }, 'Resumed a partition')
    this.#paused.delete(at)
    this.#options.membership.tell((consumer) => consumer.resume([this.#onWire(at)]))
  }

  /** kafkajs forgets pauses when it starts anew. A partition that left is no longer paused. */
  keep(assignment: readonly TopicPartition[]): void {
    const held = new PartitionMap<true>()
    for (const at of assignment) held.set(at, true)
    for (const [at] of [...this.#paused.entries()]) {
      if (held.has(at)) this.#pauseOnWire(at)
      else this.#paused.delete(at)
    }
  }

  #pauseOnWire(at: TopicPartition): void {
    this.#options.membership.tell((consumer) => consumer.pause([this.#onWire(at)]))
  }

  #onWire({ topic, partition }: TopicPartition) {
    return { topic: this.#options.topicPrefix + topic, partitions: [partition] }
  }
}
