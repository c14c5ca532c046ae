import type { PolicyDocument } from '#schemas/policy-document.ts'
import { factOutput } from '../../services/detector/facts/tell-usage.ts'
import { Partition } from '../../services/detector/partition.ts'
import { judgeRecord } from '../../services/detector/pipeline.ts'
import type { FactOutput, Output } from '../../services/detector/ports.ts'
import { PolicyError } from '../read-policy.ts'
import { FileGroups, type OnGroupRecord } from './file-groups.ts'
import type { Line } from './line-splitter.ts'
import { MAXIMUM_LINE_BYTES } from './read-lines.ts'

/** A policy is in force from its place in the log; the record only needs a valid time. */
const POLICY_TIME = 946_684_800_000

/** Rows that nobody asked for are dropped each time so many records were judged. Ours. */
const DROP_EVERY_RECORDS = 10_000n

interface Options {
  /** `dropped`: memory does not grow with the records. */
  readonly rows: 'kept' | 'dropped'
  readonly onGroupRecord?: OnGroupRecord
}

/** What a line may lead to: facts are folded as they arise. */
export type FileOutput = Exclude<Output, FactOutput>

/** The detector's core over the lines of files: one partition of each stage, in order. */
export class FilePartition {
  readonly partition = new Partition(0)
  readonly groups: FileGroups
  readonly #options: Options
  #offset = 0n

  constructor(options: Options) {
    this.#options = options
    this.groups = new FileGroups(options.onGroupRecord)
  }

  /** The first record. Throws PolicyError: without its policy a replay would be silently empty. */
  adopt(document: PolicyDocument): void {
    const { version } = document
    const record = { kind: 'policy', eventTime: POLICY_TIME, version, document }
    for (const output of this.#judge(Buffer.from(JSON.stringify(record)))) {
      if (output.type !== 'deadLetter') continue
      throw new PolicyError(`Cannot use policy ${version}: ${output.reason}`)
    }
  }

  /** What a line leads to. */
  judge(line: Line): FileOutput[] {
    return 'bytes' in line ? this.#judge(line.bytes) : this.#refuse(line.sizeBytes)
  }

  /** What is counted and not told yet, as the next tick would tell it. */
  finish(): FileOutput[] {
    const facts = this.partition.ledger.flush()
    return facts.flatMap((fact) => this.groups.fold(factOutput(fact, this.#next())))
  }

  #judge(value: Uint8Array): FileOutput[] {
    const raw = { offset: this.#next(), timestamp: Number.POSITIVE_INFINITY, value }
    const { policyRecord, logTime } = this.partition
    const outputs = judgeRecord(raw, this.partition)
    if (this.partition.policyRecord !== policyRecord || this.partition.logTime !== logTime) {
      this.groups.control(value)
    }
    return outputs.flatMap((output) =>
      output.type === 'fact' ? this.groups.fold(output) : [output],
    )
  }

  #refuse(sizeBytes: number): FileOutput[] {
    this.partition.count('deadLetter')
    const reason = `${sizeBytes} bytes, above the limit of a line of ${MAXIMUM_LINE_BYTES}`
    return [{ type: 'deadLetter', offset: this.#next(), class: 'oversize', reason }]
  }

  #next(): bigint {
    const offset = this.#offset
    this.#offset += 1n
    const isTime = this.#options.rows === 'dropped' && offset % DROP_EVERY_RECORDS === 0n
    if (isTime) this.partition.book.dropRows()
    return offset
  }
}
