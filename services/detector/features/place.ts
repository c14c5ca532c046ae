import type { Measure } from '../domain/measure.ts'

/** Where the card is. */
export const PLACE = {
  cellListed: { kind: 'count', of: (fact) => fact.cellListed, windows: ['7d'] },
  regionListed: { kind: 'count', of: (fact) => fact.regionListed, windows: ['7d'] },
  regionMismatches: {
    kind: 'count',
    of: (fact) => fact.regionMismatch,
    windows: ['1d'],
  },
  plmnForeign: {
    kind: 'count',
    of: (fact) => fact.plmnForeign,
    windows: ['1d'],
  },
  /** Since the first use elsewhere that none in an allowed region of the home network followed. */
  hoursAway: { kind: 'derived', of: ['regionMismatches', 'plmnForeign'], windows: ['last'] },
  regionsDistinct: { kind: 'distinct', of: () => true, member: 'region', windows: ['2d'] },
  cellsDistinct: { kind: 'distinct', of: () => true, member: 'cell', windows: ['7d'] },
  /** Kilometres an hour from the place of the record before. */
  speed: { kind: 'derived', of: ['usageRecords'], windows: ['last'] },
  /** How many kilometres that is. */
  distance: { kind: 'derived', of: ['usageRecords'], windows: ['last'] },
} as const satisfies Record<string, Measure>
