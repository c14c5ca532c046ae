import type { Measure } from '../domain/measure.ts'

/** The card itself: which device, how long silent, whether anybody knows its contract. */
export const CARD = {
  /** Every folded record, emergency calls too: the sum that is held against the feed. */
  usageRecords: { kind: 'count', of: () => true, windows: ['day'] },
  imeiMismatches: {
    kind: 'count',
    of: (fact) => fact.imeiMismatch && !fact.emergency,
    windows: ['lifetime'],
  },
  /** Changes of the contract's list of devices; profiles count here, no usage does. */
  rebinds: { kind: 'count', of: () => false, windows: ['month'] },
  /** Days of silence that the card's own use ended within the last day. */
  silentDays: { kind: 'derived', of: [], windows: ['last'] },
  /** 1 when that silence ended in another device and another region. */
  wokeElsewhere: { kind: 'derived', of: [], windows: ['last'] },
  usageUnprofiled: {
    kind: 'count',
    of: (fact) => fact.unprofiled && !fact.emergency,
    windows: ['1d'],
  },
} as const satisfies Record<string, Measure>
