import type { Fact } from '../domain/fact.ts'
import type { Measure } from '../domain/measure.ts'

/** Bytes up and down, without signalling APNs: VoLTE is no data use. */
export const DATA = {
  bytesTotal: {
    kind: 'sum',
    amount: (fact) => bytesWhere(fact, true),
    windows: ['1h', 'day', '1d', '7d', 'cycle'],
  },
  bytesGeneral: {
    kind: 'sum',
    amount: (fact) => bytesWhere(fact, !fact.directed),
    windows: ['cycle'],
  },
  /** bytesTotal over the contract's quota; none for a card in a pool. */
  quotaRatio: { kind: 'derived', of: ['bytesTotal'], windows: ['cycle'] },
  /** To hosts beside the list, of a card that is allowed its list only. */
  undirectedBytes: {
    kind: 'sum',
    amount: (fact) => bytesWhere(fact, fact.cardDirected && !fact.directed),
    windows: ['1h'],
  },
  bytesHumanApps: {
    kind: 'sum',
    amount: (fact) => bytesWhere(fact, fact.appCategory !== undefined),
    windows: ['1d'],
  },
  appCategoriesDistinct: {
    kind: 'distinct',
    member: (fact) => (fact.dataUse ? fact.appCategory : undefined),
    windows: ['1d'],
  },
  dataRecords: { kind: 'count', of: (fact) => fact.dataUse, windows: ['10m', '1d'] },
  bytesClosed: {
    kind: 'sum',
    amount: (fact) => bytesWhere(fact, fact.closedData),
    windows: ['lifetime'],
  },
  bytesTest: {
    kind: 'sum',
    amount: (fact) => bytesWhere(fact, fact.testing),
    windows: ['lifetime'],
  },
} as const satisfies Record<string, Measure>

function bytesWhere({ dataUse, bytes }: Fact, holds: boolean): number | undefined {
  return dataUse && holds ? bytes : undefined
}
