import type { Measure } from '../domain/measure.ts'
import { isCallOut } from './is-call-out.ts'
import { ratio } from './ratio.ts'

/** Calls: how many, to whom, when, how they ended. Emergency calls are in none of them. */
export const VOICE = {
  callsOutgoing: {
    kind: 'count',
    of: isCallOut,
    windows: ['5m', '1h', 'day', '1d', '7d', '30d'],
  },
  callsIncoming: { kind: 'count', of: (fact) => fact.callIn, windows: ['7d', '30d'] },
  callsAnswered: {
    kind: 'count',
    of: (fact) => fact.callOut && fact.answered,
    windows: ['1h', '1d'],
  },
  callsShort: { kind: 'count', of: (fact) => fact.callOut && fact.short, windows: ['1d'] },
  callsInvalid: {
    kind: 'count',
    of: (fact) => fact.callOut && fact.releaseCause === 'invalidNumber',
    windows: ['1h'],
  },
  /** Given up by the caller before anybody answered. */
  callsAbandoned: {
    kind: 'count',
    of: (fact) => fact.callOut && !fact.answered && fact.releaseCause === 'normal',
    windows: ['1h'],
  },
  callsOffHours: { kind: 'count', of: (fact) => fact.callOut && fact.offHours, windows: ['day'] },
  callsUnlicensed: {
    kind: 'count',
    of: (fact) => fact.callOut && fact.unlicensed,
    windows: ['lifetime'],
  },
  callSeconds: {
    kind: 'sum',
    of: isCallOut,
    amount: 'durationSeconds',
    windows: ['1d'],
  },
  premiumCalls: { kind: 'count', of: (fact) => fact.callOut && fact.premium, windows: ['1h'] },
  premiumSeconds: {
    kind: 'sum',
    of: (fact) => fact.callOut && fact.premium,
    amount: 'durationSeconds',
    windows: ['1d'],
  },
  /** Most calls at one time. */
  callsConcurrent: {
    kind: 'largest',
    of: (fact) => fact.callOut || fact.callIn,
    amount: 'concurrent',
    windows: ['1h'],
  },
  callbacks: { kind: 'count', of: (fact) => fact.callIn && fact.callback, windows: ['1d'] },
  inboundOnlyCalls: {
    kind: 'count',
    of: (fact) => fact.callOut && fact.inboundOnly,
    windows: ['lifetime'],
  },
  voiceEvents: {
    kind: 'count',
    of: (fact) => fact.callOut && fact.closedVoice,
    windows: ['lifetime'],
  },
  voiceAnswered: {
    kind: 'count',
    of: (fact) => fact.callIn && fact.answered && fact.closedVoice,
    windows: ['lifetime'],
  },
  answerRatio: ratio(['callsAnswered'], ['callsOutgoing'], '1h'),
  invalidRatio: ratio(['callsInvalid'], ['callsOutgoing'], '1h'),
  abandonedRatio: ratio(['callsAbandoned'], ['callsOutgoing'], '1h'),
  shortCallRatio: ratio(['callsShort'], ['callsAnswered'], '1d'),
  callerRatio: ratio(['callsOutgoing'], ['callsOutgoing', 'callsIncoming'], '7d'),
} as const satisfies Record<string, Measure>
