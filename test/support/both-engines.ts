import { expect } from 'vitest'
import { PlainBook } from '../../services/detector/card/plain-book.ts'
import { Partition } from '../../services/detector/partition.ts'
import { judgeRecord } from '../../services/detector/pipeline.ts'
import type { Output } from '../../services/detector/ports.ts'
import { type Fields, log } from './builders.ts'

const utf8 = new TextEncoder()

/** What the columns say of records, as bytes, which the byte walk takes; the plain cards say the same. */
export function judgedByBoth(records: readonly Fields[]): Output[] {
  const outputs = judgeBytes(records, new Partition(0))
  expect(outputs).toEqual(judgeBytes(records, new Partition(0, { book: new PlainBook() })))
  return outputs
}

/** Judges records as bytes. */
export function judgeBytes(records: readonly Fields[], partition: Partition): Output[] {
  return log(records).flatMap((raw) =>
    judgeRecord({ ...raw, value: utf8.encode(String(raw.value)) }, partition),
  )
}
