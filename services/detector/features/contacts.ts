import type { Measure } from '../domain/measure.ts'
import { isCallOut } from './is-call-out.ts'
import { ratio } from './ratio.ts'

/** Whom the card calls, and who they are to it. */
export const CONTACTS = {
  peersDistinct: { kind: 'distinct', of: isCallOut, member: 'peer', windows: ['1h', '1d', '7d'] },
  counterpartsDistinct: {
    kind: 'distinct',
    of: (fact) => fact.callOut || fact.callIn,
    member: 'peer',
    windows: ['30d'],
  },
  strangers: {
    kind: 'distinct',
    of: (fact) => fact.callOut && fact.stranger,
    member: 'peer',
    windows: ['5m', '1h', '1d'],
  },
  strangersOffHours: {
    kind: 'distinct',
    of: (fact) => fact.callOut && fact.stranger && fact.offHours,
    member: 'peer',
    windows: ['day'],
  },
  callsToOnePeer: {
    kind: 'greatest',
    of: isCallOut,
    member: 'peer',
    windows: ['10m', 'day', 'month'],
  },
  unansweredToOnePeer: {
    kind: 'greatest',
    of: (fact) => fact.callOut && !fact.answered,
    member: 'peer',
    windows: ['10m'],
  },
  /** Calls and messages to one party less what came back from it. */
  oneWayToOnePeer: {
    kind: 'greatest',
    of: ({ callOut, callIn, smsOut, smsIn }) => callOut || callIn || smsOut || smsIn,
    member: 'peer',
    minus: (fact) => fact.callIn || fact.smsIn,
    windows: ['day'],
  },
  /** Calls and messages to parties that the contract does not list. */
  peersNotAllowed: {
    kind: 'count',
    of: (fact) => (fact.callOut || fact.smsOut) && fact.peerNotAllowed,
    windows: ['lifetime'],
  },
  peerDispersion: ratio(['peersDistinct'], ['callsOutgoing'], '7d'),
  callsPerCounterpart: ratio(['callsOutgoing', 'callsIncoming'], ['counterpartsDistinct'], '30d'),
  blockPeers: {
    kind: 'distinct',
    of: isCallOut,
    member: 'blockPeer',
    windows: ['1h'],
    hidden: true,
  },
  sameBlockRun: { kind: 'largest', of: isCallOut, amount: 'blockRun', windows: ['1h'] },
  /** Of the numbers called, the share that lies in one block. */
  sameBlockShare: { kind: 'derived', of: ['blockPeers'], windows: ['1h'] },
} as const satisfies Record<string, Measure>
