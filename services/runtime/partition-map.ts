import type { TopicPartition } from './records.ts'

/** A map by topic and partition. */
export class PartitionMap<Value> {
  readonly #entries = new Map<string, { readonly at: TopicPartition; readonly value: Value }>()

  get({ topic, partition }: TopicPartition): Value | undefined {
    return this.#entries.get(keyOf(topic, partition))?.value
  }

  has({ topic, partition }: TopicPartition): boolean {
    return this.#entries.has(keyOf(topic, partition))
  }

  set({ topic, partition }: TopicPartition, value: Value): void {
    this.#entries.set(keyOf(topic, partition), { at: { topic, partition }, value })
  }

  delete({ topic, partition }: TopicPartition): void {
    this.#entries.delete(keyOf(topic, partition))
  }

  get size(): number {
    return this.#entries.size
  }

  /** Each place with its value, in the order they came in. */
  *entries(): Generator<readonly [TopicPartition, Value]> {
    for (const { at, value } of this.#entries.values()) yield [at, value]
  }
}

function keyOf(topic: string, partition: number): string {
  return `${topic}/${partition}`
}
