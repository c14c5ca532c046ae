import type { Carrier } from './carrier.ts'
import type { Latencies, LatencySummary } from './domain/latencies.ts'
import type { RunState } from './domain/run-state.ts'

/** What others read of a run while it goes on and when it is over. */
export interface RunSummary {
  /** Distinct usage records that Kafka has acknowledged. */
  readonly eventsSent: number
  readonly duplicatesSent: number
  readonly lateSent: number
  readonly eventsSuppressed: number
  readonly profiles: number
  readonly planted: number
  readonly feedNow: number
  readonly done: boolean
  readonly commands: Readonly<Record<string, number>>
  readonly results: Readonly<Record<string, number>>
  readonly suspended: number
  readonly latencyMs: LatencySummary
}

export function runSummary(state: RunState, carrier: Carrier, latencies: Latencies): RunSummary {
  return {
    eventsSent: state.eventsSent,
    duplicatesSent: state.duplicatesSent,
    lateSent: state.lateSent,
    eventsSuppressed: state.eventsSuppressed,
    profiles: state.profiles,
    planted: state.planted,
    feedNow: state.feedNow,
    done: state.done,
    commands: { ...state.commands },
    results: { ...state.results },
    suspended: carrier.suspendedCards,
    latencyMs: latencies.summary(),
  }
}
