import { call } from '../domain/acts.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../domain/local-time.ts'
import { personNumber } from '../domain/numbers.ts'
import type { Random } from '../domain/random.ts'
import { inOrder } from '../stories/on-days.ts'
import type { ActScene, Span, Stage, Story } from '../stories/story.ts'

/** A story in which nobody does wrong: `innocent` is its kind, and nothing must be found. */
export type LookAlike = Story & { readonly innocent: string }

/** What every look-alike says of findings. */
export const NOTHING_TO_FIND = { basis: 'statistical', expected: [], incidental: [] } as const

/** Random times of the span, in order: people do not spread what they do evenly. */
export function randomTimes({ from, until, random }: Span, count: number): readonly number[] {
  const times = Array.from({ length: count }, () => from + random.below(until - from))
  return times.sort((left, right) => left - right)
}

export interface Work {
  readonly days: number
  /** From so many hours after the span's start. */
  readonly hours: readonly [number, number]
  readonly callsPerDay: () => number
  readonly answeredShare: number
  /** One in so many customers rings back within a quarter of an hour. */
  readonly backShare: number
  readonly talkSeconds: () => number
}

/** Days of calls to one customer after the other, hardly ever the same one again. */
export function workingDays(stage: Stage, work: Work): readonly ActScene[] {
  const { random } = stage
  const days = Array.from({ length: work.days }, (_, day) => stage.from + day * DAY_MS)
  return inOrder(
    days.flatMap((day) => {
      const [from, until] = work.hours.map((hour) => day + hour * HOUR_MS)
      const span = { from: from ?? day, until: until ?? day, random }
      return randomTimes(span, work.callsPerDay()).flatMap((at) => customer(at, random, work))
    }),
  )
}

function customer(at: number, random: Random, work: Work): readonly ActScene[] {
  const peer = personNumber(random)
  const seconds = random.chance(work.answeredShare) ? work.talkSeconds() : 0
  const made = { act: call({ at, peer, durationSeconds: seconds }) }
  if (!random.chance(work.backShare)) return [made]
  const backAt = at + seconds * 1_000 + random.between(1, 15) * MINUTE_MS
  return [made, { act: call({ at: backAt, peer, direction: 'incoming', durationSeconds: 30 }) }]
}
