import type { LogRecord } from '../ports.ts'

/** When the broker takes the first record: 10:00 on 2026-03-10 in Shanghai, and 40 s more for each. */
const FIRST_AT = Date.UTC(2026, 2, 10, 2)
const STEP_MS = 40_000

/** Records of one partition, from offset 0; a text is taken as it is. */
export function toLog(contents: readonly (object | string)[]): LogRecord[] {
  return contents.map((content, index) => ({
    offset: BigInt(index),
    timestamp: FIRST_AT + index * STEP_MS,
    key: null,
    headers: {},
    value: Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)),
  }))
}
