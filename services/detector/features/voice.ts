import {
  type Fact,
  isAnswered,
  isClosed,
  isIncomingCall,
  isOutgoingCall,
  peerOf,
} from '../domain/fact.ts'
import type { Measure } from '../domain/measure.ts'

/** Calls: how many, to whom, when. Emergency calls are in none of them. */
export const VOICE = {
  callsOutgoing: { kind: 'count', of: isOutgoingCall, windows: ['5m', '1h', 'day', '1d', '7d'] },
  callsIncoming: { kind: 'count', of: isIncomingCall, windows: ['7d'] },
  callsOffHours: {
    kind: 'count',
    of: (fact) => isOutgoingCall(fact) && fact.offHours,
    windows: ['day'],
  },
  peersDistinct: { kind: 'distinct', member: callee, windows: ['1h', '1d', '7d'] },
  strangers: { kind: 'distinct', member: stranger, windows: ['5m', '1h', '1d'] },
  strangersOffHours: {
    kind: 'distinct',
    member: (fact) => (fact.offHours ? stranger(fact) : undefined),
    windows: ['day'],
  },
  callsToOnePeer: { kind: 'greatest', member: callee, windows: ['day', 'month'] },
  unansweredToOnePeer: {
    kind: 'greatest',
    member: (fact) => (isAnswered(fact) ? undefined : callee(fact)),
    windows: ['10m'],
  },
  callerRatio: {
    kind: 'ratio',
    of: 'callsOutgoing',
    over: ['callsOutgoing', 'callsIncoming'],
    windows: ['7d'],
  },
  peerDispersion: {
    kind: 'ratio',
    of: 'peersDistinct',
    over: ['callsOutgoing'],
    windows: ['7d'],
  },
  voiceEvents: {
    kind: 'count',
    of: (fact) => isOutgoingCall(fact) && isClosed(fact, 'voice'),
    windows: ['lifetime'],
  },
  voiceAnswered: {
    kind: 'count',
    of: (fact) => isIncomingCall(fact) && isAnswered(fact) && isClosed(fact, 'voice'),
    windows: ['lifetime'],
  },
} as const satisfies Record<string, Measure>

function callee(fact: Fact): string | undefined {
  return isOutgoingCall(fact) ? peerOf(fact) : undefined
}

function stranger(fact: Fact): string | undefined {
  return fact.stranger ? callee(fact) : undefined
}
