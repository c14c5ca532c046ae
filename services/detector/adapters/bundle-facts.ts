import { partitionOfKey } from '#runtime/key-partition.ts'
import type { OutgoingRecord } from '#runtime/records.ts'
import { groupKey } from '#schemas/group-fact.ts'
import type { FactOutput } from '../ports.ts'
import { versionOf } from './version.ts'

/** Of one message's facts: in UTF-8 no more than three eighths of what a broker takes. */
const MOST_CHARACTERS = 131_072

export interface FactsPlace {
  /** Of the log that the facts come from. */
  readonly topicEpoch: number
  /** Of `group.facts`. */
  readonly partitions: number
}

/**
 * Facts as messages, as few as possible: those for groups of one partition share one. A fact's version
 * is its record's place in the log. Without headers: they would double it.
 */
export function bundleFacts(
  facts: readonly FactOutput[],
  { topicEpoch, partitions }: FactsPlace,
): OutgoingRecord[] {
  const bundles = new Map<number, Bundle>()
  const records: OutgoingRecord[] = []
  for (const { fact, offset } of facts) {
    const ver = String(versionOf(topicEpoch, offset))
    const text = JSON.stringify({ ...fact, ver })
    const partition = partitionOfKey(groupKey(fact.group), partitions)
    const bundle = bundles.get(partition) ?? { partition, texts: [], length: 0 }
    if (bundle.length + text.length > MOST_CHARACTERS && bundle.length > 0) {
      records.push(recordOf(bundle))
      bundle.texts = []
      bundle.length = 0
    }
    bundle.texts.push(text)
    bundle.length += text.length
    bundles.set(partition, bundle)
  }
  return [...records, ...[...bundles.values()].map(recordOf)]
}

interface Bundle {
  readonly partition: number
  texts: string[]
  /** Characters. */
  length: number
}

function recordOf({ partition, texts }: Bundle): OutgoingRecord {
  return { key: null, value: `{"kind":"facts","facts":[${texts.join(',')}]}`, partition }
}
