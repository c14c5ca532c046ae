import type { TopicPartition } from '#runtime/records.ts'
import type { AuditRecord } from '#schemas/audit-record.ts'
import type { PolicyRecord } from '#schemas/card-event.ts'
import { type PolicyLog, TRUTH } from './policy-log.ts'

export const PLACES: readonly TopicPartition[] = [
  { topic: 'card.events', partition: 0 },
  { topic: 'card.events', partition: 1 },
  { topic: 'group.facts', partition: 0 },
]

/** A log in memory, for tests: it can die before any of its writes. */
export class MemoryPolicyLog implements PolicyLog {
  readonly audits: AuditRecord[] = []
  /** Of each place, `topic/partition`, oldest first. */
  readonly records = new Map<string, PolicyRecord[]>()
  /** Writes until it dies; undefined: it never does. */
  writesLeft: number | undefined
  /** What others write once the next policy stands in the truth. */
  beforeTruth: PolicyRecord | undefined

  at({ topic, partition }: TopicPartition): readonly PolicyRecord[] {
    return this.records.get(`${topic}/${partition}`) ?? []
  }

  async read(): Promise<readonly PolicyRecord[]> {
    return this.at(TRUTH)
  }

  async places(): Promise<readonly TopicPartition[]> {
    return PLACES
  }

  async send(place: TopicPartition, record: PolicyRecord) {
    this.#write()
    if (place.topic === TRUTH.topic && this.beforeTruth) this.#append(place, this.beforeTruth)
    return { ...place, offset: String(this.#append(place, record) - 1) }
  }

  async audit(record: AuditRecord): Promise<void> {
    this.#write()
    this.audits.push(record)
  }

  #write(): void {
    if (this.writesLeft === undefined) return
    if (this.writesLeft === 0) throw new Error('The writer died')
    this.writesLeft -= 1
  }

  #append({ topic, partition }: TopicPartition, record: PolicyRecord): number {
    const key = `${topic}/${partition}`
    const records = [...(this.records.get(key) ?? []), record]
    this.records.set(key, records)
    return records.length
  }
}
