import type { Span } from '../domain/window.ts'

/** One use of a device that was told of. */
export interface ToldUse {
  /** Start of the hour. */
  readonly hour: number
  readonly region: string | null
  readonly foreign: boolean
}

/** Calls to one person that nobody took. */
interface Unanswered {
  /** Times of the newest. */
  readonly times: readonly number[]
  /** When it was last told; 0: never. */
  readonly toldAt: number
}

/** What a card's profile adds to the sums of its groups. */
export interface Standing {
  readonly pool: string | null
  readonly quotaBytes: number
  /** Tenant whose planned calls a day it adds to. */
  readonly planner: string | null
  readonly plannedCalls: number
}

/** What groups were told of a card, so that each thing is told once. Plain data, all of it bounded. */
export interface Told {
  /** By device, the one used longest ago first. */
  devices: Map<string, ToldUse[]>
  /** By peer, likewise. */
  unanswered?: Map<string, Unanswered>
  /** Whom a telesales card has called in one hour. */
  called: { readonly hour: number; readonly peers: Set<string> } | undefined
  /** Outgoing calls of its newest hour with any. */
  calls: { hour: number; count: number } | undefined
  /** Use of its pool in the newest billing cycle, and how much of it was told. */
  pooled: PoolUse | undefined
  standing: Standing | undefined
}

/** Changed in place. */
export interface PoolUse {
  readonly pool: string
  readonly cycle: Span
  bytes: number
  toldBytes: number
}

export function nothingTold(): Told {
  return {
    devices: new Map(),
    called: undefined,
    calls: undefined,
    pooled: undefined,
    standing: undefined,
  }
}

/** Puts an entry last, and drops the first beyond so many. Changes the map. */
export function keepNewest<Value>(
  map: Map<string, Value>,
  [key, value]: readonly [string, Value],
  most: number,
): void {
  map.delete(key)
  map.set(key, value)
  for (const oldest of map.keys()) {
    if (map.size <= most) return
    map.delete(oldest)
  }
}
