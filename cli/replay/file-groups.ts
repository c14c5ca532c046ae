import { GroupPartition } from '../../services/detector/group/group-partition.ts'
import { judgeGroupRecord } from '../../services/detector/group/group-pipeline.ts'
import type { FactOutput, Output, RawRecord } from '../../services/detector/ports.ts'
import { VERSION_BASE } from './version-base.ts'

/** Is shown each record of the second stage before it is judged. */
export type OnGroupRecord = (raw: RawRecord) => void

/** The detector's second stage over the facts that the first one finds in files: one partition. */
export class FileGroups {
  readonly partition = new GroupPartition(0)
  readonly #onRecord: OnGroupRecord
  #offset = 0n

  constructor(onRecord: OnGroupRecord = () => {}) {
    this.#onRecord = onRecord
  }

  fold({ fact, offset }: FactOutput): Exclude<Output, FactOutput>[] {
    const ver = String(VERSION_BASE + offset)
    return judgeGroupRecord(this.#raw(JSON.stringify({ ...fact, ver })), this.partition).filter(
      (output) => output.type !== 'fact',
    )
  }

  /** A policy or a tick that the first stage has taken. */
  control(value: Uint8Array): void {
    judgeGroupRecord(this.#raw(value), this.partition)
  }

  #raw(value: RawRecord['value']): RawRecord {
    const offset = this.#offset
    this.#offset += 1n
    const raw = { offset, timestamp: Number.POSITIVE_INFINITY, value }
    this.#onRecord(raw)
    return raw
  }
}
