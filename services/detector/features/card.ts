import type { Measure } from '../domain/measure.ts'

/** The card itself: which device, how long silent, whether anybody knows its contract. */
export const CARD = {
  /** Every folded record, emergency calls too: the sum that is held against the feed. */
  usageRecords: { kind: 'count', of: () => true, windows: ['day'] },
  imeiMismatches: {
    kind: 'count',
    of: (fact) => fact.imeiMismatch,
    windows: ['lifetime'],
  },
  /** Changes of the contract's list of devices; profiles count here, no usage does. */
  rebinds: { kind: 'count', of: () => false, windows: ['month'] },
  imeisDistinct: { kind: 'distinct', of: () => true, member: 'device', windows: ['7d', '240d'] },
  /** Uses in a phone that the contract does not allow. */
  tacHandset: {
    kind: 'count',
    of: (fact) => fact.handset,
    windows: ['lifetime'],
  },
  deviceListed: { kind: 'count', of: (fact) => fact.deviceListed, windows: ['7d'] },
  usageUnprofiled: {
    kind: 'count',
    of: (fact) => fact.unprofiled && !fact.emergency,
    windows: ['1d'],
  },
  usageStopped: { kind: 'count', of: (fact) => fact.stopped, windows: ['1d'] },
  /** Days since the contract put the card in test. */
  testDays: { kind: 'derived', of: ['usageRecords'], windows: ['last'] },
} as const satisfies Record<string, Measure>
