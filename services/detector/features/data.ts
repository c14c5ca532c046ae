import type { Measure } from '../domain/measure.ts'

/** Bytes up and down, without signalling APNs: VoLTE is no data use. */
export const DATA = {
  bytesTotal: {
    kind: 'sum',
    of: (fact) => fact.dataUse,
    amount: 'bytes',
    windows: ['1h', 'day', '1d', '7d', 'cycle'],
  },
  bytesGeneral: {
    kind: 'sum',
    of: (fact) => fact.dataUse && !fact.directed,
    amount: 'bytes',
    windows: ['cycle'],
  },
  /** bytesTotal over the contract's quota; none for a card in a pool. */
  quotaRatio: { kind: 'derived', of: ['bytesTotal'], windows: ['cycle'] },
  /** To hosts beside the list, of a card that is allowed its list only. */
  undirectedBytes: {
    kind: 'sum',
    of: (fact) => fact.dataUse && fact.cardDirected && !fact.directed,
    amount: 'bytes',
    windows: ['1h'],
  },
  bytesHumanApps: {
    kind: 'sum',
    of: (fact) => fact.dataUse && fact.appCategory !== undefined,
    amount: 'bytes',
    windows: ['1d'],
  },
  appCategoriesDistinct: {
    kind: 'distinct',
    of: (fact) => fact.dataUse,
    member: 'appCategory',
    windows: ['1d'],
  },
  dataRecords: { kind: 'count', of: (fact) => fact.dataUse, windows: ['10m', '1d'] },
  bytesClosed: {
    kind: 'sum',
    of: (fact) => fact.dataUse && fact.closedData,
    amount: 'bytes',
    windows: ['lifetime'],
  },
  bytesTest: {
    kind: 'sum',
    of: (fact) => fact.dataUse && fact.testing,
    amount: 'bytes',
    windows: ['lifetime'],
  },
} as const satisfies Record<string, Measure>
