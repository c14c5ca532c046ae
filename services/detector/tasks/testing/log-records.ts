import { call, policy, profile, TEN } from '../../../../test/support/builders.ts'
import type { LogRecord } from '../ports.ts'

/** The broker takes a record so long after the one before. */
const STEP_MS = 40_000

/** Records of one partition, from offset 0; a text is taken as it is. */
export function toLog(contents: readonly (object | string)[]): LogRecord[] {
  return contents.map((content, index) => ({
    offset: BigInt(index),
    timestamp: TEN + index * STEP_MS,
    key: null,
    headers: {},
    value: Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)),
  }))
}

export const CALLS = 20

/** A policy, a contract without calls, and a call of its card a second. */
export const CALLS_OF_A_METER: readonly LogRecord[] = toLog([
  policy(),
  profile(),
  ...Array.from({ length: CALLS }, (_, n) =>
    call({ eventId: `e${n}`, eventTime: TEN + n * 1_000 }),
  ),
])
