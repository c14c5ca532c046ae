import type { Usage } from '#schemas/usage.ts'
import { LONGEST_GAP_MS, MOST_INTERVALS } from '../domain/card-bounds.ts'
import type { Fact } from '../domain/fact.ts'
import type { CardState } from './card-state.ts'

type Contact = Exclude<Usage, { service: 'data' }>
type Voice = Extract<Usage, { service: 'voice' }>

/** The newest outgoing call, and how many in a row went through one block of numbers. Plain data. */
export interface LastCall {
  readonly at: number
  readonly peer: string | undefined
  readonly block: string | undefined
  readonly run: number
}

/** When a call began and ended, epoch milliseconds. Plain data. */
export interface Interval {
  readonly start: number
  readonly end: number
}

/**
 * Whole seconds from the last outgoing call to this one. Undefined for the first and the first after
 * an hour, one to the same party (redialling is no fan-out), and one that comes out of order.
 */
export function gapSeconds(
  { eventTime, peer }: Contact,
  { lastCall }: CardState,
): number | undefined {
  if (lastCall === undefined || eventTime < lastCall.at) return undefined
  if (eventTime - lastCall.at > LONGEST_GAP_MS) return undefined
  if (peer == null || peer === lastCall.peer) return undefined
  return Math.floor((eventTime - lastCall.at) / 1_000)
}

/** How many calls in a row went to different numbers of this one's block, itself counted. */
export function blockRun(
  { eventTime, peer, peerBlock }: Contact,
  { lastCall }: CardState,
): number | undefined {
  if (peerBlock == null || peer == null) return undefined
  if (lastCall === undefined) return 1
  if (eventTime < lastCall.at) return undefined
  if (lastCall.block !== peerBlock || eventTime - lastCall.at > LONGEST_GAP_MS) return 1
  return lastCall.run + (lastCall.peer === peer ? 0 : 1)
}

/** The most calls of the card at any moment of this one, itself counted; of the newest eight. */
export function concurrentCalls(call: Voice, { intervals }: CardState): number {
  const own = intervalOf(call)
  const overlapping = intervals.filter(({ start, end }) => start < own.end && own.start < end)
  const starts = [own.start, ...overlapping.map(({ start }) => Math.max(start, own.start))]
  const counts = starts.map(
    (time) => 1 + overlapping.filter(({ start, end }) => start <= time && time < end).length,
  )
  return Math.max(...counts)
}

/** Remembers a call. Changes the state. */
export function foldCall(
  usage: Usage,
  { callOut, callIn, blockRun }: Fact,
  state: CardState,
): void {
  if (usage.service !== 'voice' || !(callOut || callIn)) return
  state.intervals = [...state.intervals, intervalOf(usage)]
    .sort((a, b) => a.start - b.start)
    .slice(-MOST_INTERVALS)
  if (!callOut || (state.lastCall && usage.eventTime < state.lastCall.at)) return
  state.lastCall = {
    at: usage.eventTime,
    peer: usage.peer ?? undefined,
    block: usage.peerBlock ?? undefined,
    run: blockRun ?? 0,
  }
}

function intervalOf({ eventTime, durationSeconds }: Voice): Interval {
  return { start: eventTime, end: eventTime + (durationSeconds ?? 0) * 1_000 }
}
