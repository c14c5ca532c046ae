import type { Fact } from '../domain/fact.ts'
import type { Measure } from '../domain/measure.ts'
import { ratio } from './ratio.ts'

/** The time between calls to different parties, which a machine keeps too even or too short. */
export const GAPS = {
  gaps: { kind: 'count', of: hasGap, windows: ['1h'], hidden: true },
  gapSeconds: { kind: 'sum', of: hasGap, amount: 'gapSeconds', windows: ['1h'], hidden: true },
  gapSquares: { kind: 'sum', of: hasGap, amount: 'gapSquare', windows: ['1h'], hidden: true },
  /** Standard deviation over mean. */
  gapVariation: { kind: 'derived', of: ['gaps'], windows: ['1h'] },
  gapsShort: { kind: 'count', of: (fact) => fact.callOut && fact.shortGap, windows: ['1h'] },
  shortGapRatio: ratio(['gapsShort'], ['callsOutgoing'], '1h'),
} as const satisfies Record<string, Measure>

function hasGap({ callOut, gapSeconds }: Fact): boolean {
  return callOut && gapSeconds !== undefined
}
