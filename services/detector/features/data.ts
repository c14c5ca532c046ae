import { isData } from '../domain/fact.ts'
import type { Measure } from '../domain/measure.ts'

/** Bytes up and down, without signalling APNs: VoLTE is no data use. */
export const DATA = {
  bytesTotal: {
    kind: 'sum',
    amount: (fact) => (isData(fact) ? fact.bytes : undefined),
    windows: ['1h', 'day', '1d', '7d', 'cycle'],
  },
  bytesGeneral: {
    kind: 'sum',
    amount: (fact) => (isData(fact) && !fact.directed ? fact.bytes : undefined),
    windows: ['cycle'],
  },
  /** bytesTotal over the contract's quota; none for a card in a pool. */
  quotaRatio: { kind: 'derived', of: ['bytesTotal'], windows: ['cycle'] },
} as const satisfies Record<string, Measure>
