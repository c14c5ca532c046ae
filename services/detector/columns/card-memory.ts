import type { CardFunction } from '#schemas/policy.ts'
import type { Episode } from '../domain/episode.ts'
import type { Told } from '../facts/told.ts'
import type { Contract } from './contract.ts'

/** What most cards have little or nothing of: plain objects, made when first needed, maps too. */
export interface CardMemory {
  /** Oldest first; those that no record can ask for any more are dropped. */
  contracts: Contract[]
  episodes?: Map<string, Episode>
  snoozes?: Map<string, { readonly from: number; readonly until: number }>
  /** Running totals of data sessions by their hash: the greatest seen, and when. */
  sessions?: Map<number, { readonly bytes: number; readonly at: number }>
  stops?: Map<CardFunction, number>
  overDays?: Set<number>
  alertDays?: Set<number>
  testSince: number | undefined
  /** Number of the contract that began the test. */
  testContract: number
  undoneAt: number
  /** What groups were told of it. */
  told: Told | undefined
  wake:
    | { readonly at: number; readonly silentDays: number; readonly elsewhere: boolean }
    | undefined
}

export function emptyCardMemory(): CardMemory {
  return {
    contracts: [],
    testSince: undefined,
    testContract: 0,
    undoneAt: 0,
    told: undefined,
    wake: undefined,
  }
}
