import { log } from '../../../../test/support/builders.ts'
import type { CardBook } from '../../card/card-book.ts'
import { encodeChanges, restorePartition } from '../../checkpoint.ts'
import { Partition } from '../../partition.ts'
import { judgeRecord } from '../../pipeline.ts'
import type { FeatureRow, Output, StateEntry } from '../../ports.ts'
import type { HistoryRecord } from './histories.ts'

const utf8 = new TextEncoder()

/** Undefined: the columns, as in production. */
export type Engine = () => CardBook | undefined

/** Judges a log in pieces; after each, rows are taken and the state goes over a checkpoint. */
export function judgeIn(engine: Engine, records: readonly HistoryRecord[], size: number) {
  const begin = () => {
    const book = engine()
    return new Partition(0, book && { book })
  }
  let partition = begin()
  const entries = new Map<string, StateEntry['payload']>()
  const rows = new Map<string, FeatureRow>()
  const outputs: Output[] = []
  const raws = log(records).map((raw) => ({ ...raw, value: utf8.encode(String(raw.value)) }))
  for (let start = 0; start < raws.length; start += size) {
    for (const raw of raws.slice(start, start + size)) outputs.push(...judgeRecord(raw, partition))
    for (const row of partition.takeRows()) {
      rows.set(`${row.iccid}/${row.windowKind}/${row.windowStart}`, row)
    }
    if (size >= raws.length) break
    const changed = encodeChanges(partition)
    for (const { key, payload, isDeleted } of changed) {
      if (isDeleted) entries.delete(key)
      else entries.set(key, payload)
    }
    const saved = [...entries].map(([key, payload]) => ({ key, payload }))
    partition = restorePartition(0, saved, engine())
  }
  return { outputs, rows: new Map([...rows].sort()), counts: partition.counts }
}
