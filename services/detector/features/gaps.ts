import type { Fact } from '../domain/fact.ts'
import type { Measure } from '../domain/measure.ts'
import { ratio } from './ratio.ts'

/** The time between calls to different parties, which a machine keeps too even or too short. */
export const GAPS = {
  gaps: {
    kind: 'count',
    of: (fact) => fact.callOut && fact.gapSeconds !== undefined,
    windows: ['1h'],
    hidden: true,
  },
  gapSeconds: { kind: 'sum', amount: gap, windows: ['1h'], hidden: true },
  gapSquares: {
    kind: 'sum',
    amount: (fact) => square(gap(fact)),
    windows: ['1h'],
    hidden: true,
  },
  /** Standard deviation over mean. */
  gapVariation: { kind: 'derived', of: ['gaps'], windows: ['1h'] },
  gapsShort: { kind: 'count', of: (fact) => fact.callOut && fact.shortGap, windows: ['1h'] },
  shortGapRatio: ratio(['gapsShort'], ['callsOutgoing'], '1h'),
} as const satisfies Record<string, Measure>

function gap({ callOut, gapSeconds }: Fact): number | undefined {
  return callOut ? gapSeconds : undefined
}

function square(amount: number | undefined): number | undefined {
  return amount === undefined ? undefined : amount * amount
}
