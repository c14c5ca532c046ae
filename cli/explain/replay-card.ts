import { Partition, type PartitionMemory } from '../../services/detector/partition.ts'
import { judgeRecord } from '../../services/detector/pipeline.ts'
import type { Output, RawRecord } from '../../services/detector/ports.ts'
import type { LogItem } from './card-log.ts'

/** A record that was judged, with all that it led to. */
export interface Judged {
  readonly raw: RawRecord
  readonly outputs: readonly Output[]
  readonly partition: Partition
  /** Of its item. */
  readonly index: number
}

export interface ReplayOptions {
  readonly partition: number
  readonly known?: PartitionMemory
  after(judged: Judged): void
}

/** Judges a card's log again, by the detector's own core. */
export function replayCard(items: readonly LogItem[], options: ReplayOptions): Partition {
  const partition = new Partition(options.partition, options.known)
  for (const [index, item] of items.entries()) {
    if (item.kind === 'record') {
      const outputs = judgeRecord(item.raw, partition)
      options.after({ raw: item.raw, outputs, partition, index })
      continue
    }
    const { source, progress } = item
    partition.sources.note(source, progress.newest, { incoming: false })
    if (progress.incomingAt === 0) continue
    partition.sources.note(source, progress.incomingAt, { incoming: true })
  }
  return partition
}
