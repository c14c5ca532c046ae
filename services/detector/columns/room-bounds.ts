import { baselineOf } from '../card/derived-value.ts'
import type { AmountKey } from '../domain/measure.ts'
import { BY_VERDICTS } from '../features/history.ts'
import type { ColumnValues } from './column-values.ts'
import { IN_CALLS, IN_DATA } from './plan.ts'
import type { ScreenCondition } from './screen-cases.ts'

/** Bytes are counted by so many. */
export const KIB = 1_024

/**
 * Measures that everyday use is counted in. A record that is counted in another one of the screen's
 * is looked at; of these the card has room.
 */
const EVERYDAY: ReadonlySet<string> = new Set([
  ...['callsOutgoing', 'callsIncoming', 'callsAnswered', 'callsShort', 'callSeconds'],
  ...['callsConcurrent', 'peersDistinct', 'counterpartsDistinct', 'strangers', 'callsToOnePeer'],
  ...['unansweredToOnePeer', 'oneWayToOnePeer', 'sameBlockRun', 'smsOutgoing', 'smsPeersDistinct'],
  ...['callsInvalid', 'callsAbandoned', 'gaps', 'gapsShort', 'platformSenders'],
  ...['callbacks', 'strangersOffHours'],
  ...['bytesTotal', 'bytesGeneral', 'dataRecords', 'usageRecords'],
  ...['imeisDistinct', 'regionsDistinct', 'cellsDistinct'],
])

/** Of a silence that has ended: no record changes them but the one that ends the next. */
const BY_WAKE: ReadonlySet<string> = new Set(['silentDays', 'wokeElsewhere'])

/** What no record of the card's newest day changes. */
const BY_DAY: ReadonlySet<string> = new Set(['daysSeen'])

/** What a record has by itself: only one that is larger than the limit trips it. */
const BY_RECORD: ReadonlySet<string> = new Set(['distance', 'speed'])

/** Something that grows, held against what stays the same all day: which, and how much of it makes one. */
interface Share {
  readonly growth: Growth
  readonly unitOf: (values: ColumnValues) => number
}

const SHARES: ReadonlyMap<string, Share> = new Map<string, Share>([
  ['quotaRatio', { growth: 'bytes', unitOf: ({ quotaBytes }) => quotaBytes }],
  [
    'callsShift',
    { growth: 'calls', unitOf: ({ source }) => baselineOf('callsOutgoing', source).spread },
  ],
  [
    'bytesTimesMedian',
    { growth: 'bytes', unitOf: ({ source }) => baselineOf('bytesTotal', source).median },
  ],
])

/**
 * How a condition that is not met can come to be: by nothing that everyday use does, by a member that
 * is new in its window, by a record that is larger than the limit itself, or by enough calls, data
 * records, bytes or seconds.
 */
export type Growth = 'steady' | 'member' | 'size' | 'calls' | 'data' | 'bytes' | 'seconds'

/** A condition that can be shown to stay unmet for a while. */
export interface Bound {
  readonly condition: ScreenCondition
  readonly growth: Growth
}

/** Less than this is no room for the records that follow: the list is near. */
export const LEAST: Readonly<Record<Growth, number>> = {
  steady: 0,
  member: 0,
  size: 0,
  calls: 4,
  data: 4,
  bytes: 64 * KIB,
  seconds: 60,
}

const ORDER: readonly Growth[] = [
  ...(['steady', 'member', 'size', 'data', 'bytes', 'seconds', 'calls'] as const),
]

/** Those of a list of conditions, the cheapest first. */
export function boundsOf(list: readonly ScreenCondition[]): Bound[] {
  return list
    .flatMap((condition): Bound[] => {
      const growth = growthOf(condition)
      return growth ? [{ condition, growth }] : []
    })
    .sort((one, other) => ORDER.indexOf(one.growth) - ORDER.indexOf(other.growth))
}

/** Undefined where nothing can be said: ratios, pauses, too little of something. */
function growthOf({ place, comparator, threshold }: ScreenCondition): Growth | undefined {
  if (comparator !== '>' && comparator !== '>=') return undefined
  const { name, plan, measure, kind } = place
  if (BY_VERDICTS.has(name) || BY_DAY.has(name)) return 'steady'
  if (BY_WAKE.has(name)) return 'member'
  if (BY_RECORD.has(name)) return 'size'
  const share = SHARES.get(name)
  if (share) return share.growth
  if (!plan) return undefined
  if (!EVERYDAY.has(name)) return 'steady'
  if (measure.kind === 'largest') return 'size'
  // A list that a single member meets would have each new one looked at, and be bound by it never.
  const isMetByOne = comparator === '>' ? threshold < 1 : threshold <= 1
  if (measure.kind === 'distinct' && kind >= 0) return isMetByOne ? undefined : 'member'
  if (measure.kind === 'sum') return AMOUNT_GROWTH[measure.amount]
  if (IN_CALLS[plan.index] && IN_DATA[plan.index]) return undefined
  return IN_DATA[plan.index] ? 'data' : 'calls'
}

const AMOUNT_GROWTH: Readonly<Partial<Record<AmountKey, Growth>>> = {
  bytes: 'bytes',
  durationSeconds: 'seconds',
}

/** By how much a feature can grow and the condition stay unmet; below 0: it is met, or not known. */
export function roomBelow(
  { place, comparator, threshold }: ScreenCondition,
  values: ColumnValues,
): number {
  const most = values.ceilingOf(place)
  if (most === undefined) return -1
  const share = SHARES.get(place.name)
  if (share) return Math.floor((threshold - most) * share.unitOf(values)) - 1
  const room = threshold - most
  return comparator === '>' ? Math.floor(room) : Math.ceil(room) - 1
}
