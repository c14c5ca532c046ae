import type { FactCard } from '#schemas/group-fact.ts'
import { holds, type Span } from '../domain/window.ts'
import { sumOf } from './fold-subtotal.ts'
import type { GroupState, Subtotal } from './group-state.ts'
import { median, spreadOf } from './median.ts'

const DAY_MS = 86_400_000
const BASELINE_MS = 14 * DAY_MS

/** What a group usually calls in an hour in which it calls. */
export interface UsualHour {
  readonly median: number
  readonly spread: number
  /** Days in which those hours lie. */
  readonly days: number
  readonly hours: number
}

/** Calls of all partitions within a span of hours that may still change. */
export function callsWithin({ memory }: GroupState, span: Span): number | undefined {
  if (memory.kind !== 'calls') return undefined
  const sums = [...memory.hours]
    .filter(([start]) => holds(span, start))
    .flatMap(([, subtotals]) => sumOf(subtotals) ?? [])
  return sums.length === 0 ? undefined : sums.reduce((sum, calls) => sum + calls, 0)
}

/** Over the 14 days before an hour, hours without calls left out: nights would make it nothing. */
export function usualHour({ memory }: GroupState, hourStart: number): UsualHour {
  const span = { start: hourStart - BASELINE_MS, end: hourStart }
  const hours = memory.kind === 'calls' ? hoursWithCalls(memory, span) : []
  const calls = hours.map(([, count]) => count)
  const days = new Set(hours.map(([start]) => Math.floor(start / DAY_MS))).size
  return { median: median(calls), spread: spreadOf(calls), days, hours: hours.length }
}

/** The busiest card of each partition within a span, one that is in several hours once. */
export function busiestCards({ memory }: GroupState, span: Span): readonly FactCard[] {
  const cards = new Map(
    subtotalsWithin(memory, span).flatMap(({ busiest }) =>
      busiest ? [[busiest.iccid, busiest] as const] : [],
    ),
  )
  return [...cards.values()].sort((a, b) => (a.iccid < b.iccid ? -1 : 1))
}

export function subtotalsWithin(memory: GroupState['memory'], span: Span): readonly Subtotal[] {
  if (memory.kind !== 'calls') return []
  return [...memory.hours]
    .filter(([start]) => holds(span, start))
    .flatMap(([, subtotals]) => [...subtotals.values()])
}

function hoursWithCalls(
  { hours, past }: Extract<GroupState['memory'], { kind: 'calls' }>,
  span: Span,
): readonly (readonly [number, number])[] {
  const open = [...hours].map(([start, subtotals]) => [start, sumOf(subtotals) ?? 0] as const)
  return [...past, ...open].filter(([start, calls]) => calls > 0 && holds(span, start))
}
