import type { NewFact } from '#schemas/group-fact.ts'
import type { FactOutput } from '../ports.ts'
import { calleeFacts } from './callee-facts.ts'
import { countUsage } from './count-usage.ts'
import { deviceFacts } from './device-facts.ts'
import type { Ledger } from './ledger.ts'
import { poolFacts } from './pool-facts.ts'
import type { ToldUsage } from './told-usage.ts'

export interface TellOptions {
  readonly ledger: Ledger
  /** Log time as of the record. */
  readonly logTime: number
  readonly offset: bigint
}

/**
 * What a usage record tells the groups of its card, and the subtotals that have become due with it.
 * To be called before the card folds it: what a session has used since then is a difference.
 */
export function tellUsage(told: ToldUsage, { ledger, logTime, offset }: TellOptions): FactOutput[] {
  // As a tick does it in the log: told is what was counted before the time had come.
  const due = ledger.due(logTime)
  countUsage(told, ledger)
  const outputs: FactOutput[] = []
  for (const facts of [due, deviceFacts(told), calleeFacts(told), poolFacts(told)]) {
    for (const fact of facts) outputs.push(factOutput(fact, offset))
  }
  return outputs
}

export function factOutput(fact: NewFact, offset: bigint): FactOutput {
  return { type: 'fact', fact, offset }
}
