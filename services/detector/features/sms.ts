import type { Measure } from '../domain/measure.ts'

/** Messages. Those to platforms and short codes are a machine's own reports. */
export const SMS = {
  smsOutgoing: { kind: 'count', of: (fact) => fact.smsOut, windows: ['1h', 'day', '1d', '7d'] },
  smsEvents: {
    kind: 'count',
    of: (fact) => fact.smsOut && fact.closedSms && !fact.peerKindAllowed,
    windows: ['lifetime'],
  },
  smsVoiceDisabled: {
    kind: 'count',
    of: (fact) => fact.smsOut && fact.closedVoice && !fact.closedSms && !fact.peerKindAllowed,
    windows: ['day'],
  },
  smsPeersDistinct: {
    kind: 'distinct',
    of: (fact) => fact.smsOut,
    member: 'peer',
    windows: ['1d'],
  },
  smsDispersion: {
    kind: 'ratio',
    of: ['smsPeersDistinct'],
    over: ['smsOutgoing'],
    windows: ['1d'],
  },
  /** Platforms that write to the card: whoever takes codes for others hears from many. */
  platformSenders: {
    kind: 'distinct',
    of: ({ smsIn, peerKind }) => smsIn && (peerKind === 'platform' || peerKind === 'shortCode'),
    member: 'peer',
    windows: ['1d'],
  },
} as const satisfies Record<string, Measure>
