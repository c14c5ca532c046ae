import { DAY_MS, HOUR_MS, MINUTE_MS } from './builders.ts'

/** What the oracle looks at of a usage record. */
export interface PlainUsage {
  readonly service: string
  readonly direction?: string
  readonly eventTime: number
  readonly peer?: string
  readonly peerKind?: string
  readonly bytesUplink?: number
  readonly bytesDownlink?: number
}

const SHANGHAI_MS = 8 * HOUR_MS
const SIZES: Readonly<Record<string, readonly [sizeMs: number, slideMs: number]>> = {
  '1h': [HOUR_MS, 5 * MINUTE_MS],
  '1d': [DAY_MS, 2 * HOUR_MS],
  '7d': [7 * DAY_MS, 12 * HOUR_MS],
}

/**
 * The slow and obvious way to a feature row: all records again, one filter after the other. Knows
 * Shanghai only (no daylight saving), months of the calendar, and no contract.
 */
export function naiveRow(
  usages: readonly PlainUsage[],
  windowKind: string,
  windowStart: number,
): Record<string, number | null> {
  const end = windowEnd(windowKind, windowStart)
  const inside = usages.filter(({ eventTime }) => windowStart <= eventTime && eventTime < end)
  const out = inside.filter((one) => isCall(one) && one.direction === 'outgoing')
  const incoming = inside.filter((one) => isCall(one) && one.direction === 'incoming')
  const peers = new Set(out.map(({ peer }) => peer)).size
  return {
    usageRecords: inside.length,
    callsOutgoing: out.length,
    callsIncoming: incoming.length,
    peersDistinct: peers,
    smsOutgoing: inside.filter((one) => one.service === 'sms' && one.direction === 'outgoing')
      .length,
    bytesTotal: inside.reduce(
      (sum, one) => sum + (one.bytesUplink ?? 0) + (one.bytesDownlink ?? 0),
      0,
    ),
    callsToOnePeer: Math.max(0, ...tally(out.map(({ peer }) => peer)).values()),
    callerRatio: over(out.length, out.length + incoming.length),
    peerDispersion: over(peers, out.length),
  }
}

/** The windows that a record is in, as rows have them. */
export function naiveWindows({ eventTime }: PlainUsage): [string, number][] {
  const slides = Object.entries(SIZES).map(([kind, [sizeMs, slideMs]]): [string, number] => [
    kind,
    Math.floor(eventTime / slideMs) * slideMs + slideMs - sizeMs,
  ])
  return [...slides, ['day', dayStart(eventTime)], ['month', monthStart(eventTime)]]
}

function windowEnd(kind: string, start: number): number {
  if (kind === 'day') return start + DAY_MS
  if (kind === 'month' || kind === 'cycle') return monthStart(start + 35 * DAY_MS)
  return start + (SIZES[kind]?.[0] ?? Number.NaN)
}

function dayStart(time: number): number {
  return Math.floor((time + SHANGHAI_MS) / DAY_MS) * DAY_MS - SHANGHAI_MS
}

function monthStart(time: number): number {
  const local = new Date(time + SHANGHAI_MS)
  return Date.UTC(local.getUTCFullYear(), local.getUTCMonth()) - SHANGHAI_MS
}

function isCall({ service, peerKind }: PlainUsage): boolean {
  return service === 'voice' && peerKind !== 'emergency'
}

function tally(members: readonly (string | undefined)[]): Map<string | undefined, number> {
  const counts = new Map<string | undefined, number>()
  for (const member of members) counts.set(member, (counts.get(member) ?? 0) + 1)
  return counts
}

function over(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole
}
