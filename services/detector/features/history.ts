import type { Measure } from '../domain/measure.ts'

/** What the card did before: silence, its own normal, earlier alerts. */
export const HISTORY = {
  /** Days of silence that the card's own use ended within the last day. */
  silentDays: { kind: 'derived', of: [], windows: ['last'] },
  /** 1 when that silence ended in another device and another region. */
  wokeElsewhere: { kind: 'derived', of: [], windows: ['last'] },
  /** Of the last 14 full local days, those since the card's first use. */
  daysSeen: { kind: 'derived', of: [], windows: ['14days'] },
  /** Of the days seen, those without use as 0; at least 1. */
  bytesDayMedian: { kind: 'derived', of: [], windows: ['14days'] },
  /** 1.4826 times the median distance from it, at least 1. */
  bytesDayMad: { kind: 'derived', of: [], windows: ['14days'] },
  /** The same of outgoing calls. */
  callsDayMedian: { kind: 'derived', of: [], windows: ['14days'] },
  /** Its spread, as of the bytes. */
  callsDayMad: { kind: 'derived', of: [], windows: ['14days'] },
  /** Today's bytes over the median day's. */
  bytesTimesMedian: { kind: 'derived', of: ['bytesTotal'], windows: ['14days'] },
  /** Today's calls less the median day's, in robust spreads. */
  callsShift: { kind: 'derived', of: ['callsOutgoing'], windows: ['14days'] },
  /** Days in a row, up to today, on which `call-volume-day` found something. */
  daysOver: { kind: 'derived', of: ['callsOutgoing'], windows: ['7d'], hidden: true },
  /** Days with a live alert of medium severity or more. */
  alertDays: { kind: 'derived', of: ['usageRecords'], windows: ['30d'], hidden: true },
} as const satisfies Record<string, Measure>

/** What verdicts change as well as records: it can trip a detector on the record of another's. */
export const BY_VERDICTS: ReadonlySet<string> = new Set(['daysOver', 'alertDays'])
