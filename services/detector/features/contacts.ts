import type { Fact, Member } from '../domain/fact.ts'
import type { Measure } from '../domain/measure.ts'
import { ratio } from './ratio.ts'

/** Whom the card calls, and who they are to it. */
export const CONTACTS = {
  peersDistinct: { kind: 'distinct', member: callee, windows: ['1h', '1d', '7d'] },
  counterpartsDistinct: {
    kind: 'distinct',
    member: (fact) => (fact.callOut || fact.callIn ? fact.peer : undefined),
    windows: ['30d'],
  },
  strangers: { kind: 'distinct', member: stranger, windows: ['5m', '1h', '1d'] },
  strangersOffHours: {
    kind: 'distinct',
    member: (fact) => (fact.offHours ? stranger(fact) : undefined),
    windows: ['day'],
  },
  callsToOnePeer: { kind: 'greatest', member: callee, windows: ['10m', 'day', 'month'] },
  unansweredToOnePeer: {
    kind: 'greatest',
    member: (fact) => (fact.answered ? undefined : callee(fact)),
    windows: ['10m'],
  },
  /** Calls and messages to one party less what came back from it. */
  oneWayToOnePeer: {
    kind: 'greatest',
    member: (fact) => (isContact(fact) ? fact.peer : undefined),
    amount: (fact) => (fact.callOut || fact.smsOut ? 1 : -1),
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
    member: (fact) => (fact.callOut ? fact.blockPeer : undefined),
    windows: ['1h'],
    hidden: true,
  },
  sameBlockRun: {
    kind: 'largest',
    amount: (fact) => (fact.callOut ? fact.blockRun : undefined),
    windows: ['1h'],
  },
  /** Of the numbers called, the share that lies in one block. */
  sameBlockShare: { kind: 'derived', of: ['blockPeers'], windows: ['1h'] },
} as const satisfies Record<string, Measure>

function callee(fact: Fact): Member | undefined {
  return fact.callOut ? fact.peer : undefined
}

function stranger(fact: Fact): Member | undefined {
  return fact.stranger ? callee(fact) : undefined
}

function isContact({ callOut, callIn, smsOut, smsIn }: Fact): boolean {
  return callOut || callIn || smsOut || smsIn
}
