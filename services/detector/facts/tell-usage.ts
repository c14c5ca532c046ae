import type { NewFact } from '#schemas/group-fact.ts'
import { imeiKey } from '#schemas/identifiers.ts'
import type { Profile } from '#schemas/profile.ts'
import type { Usage } from '#schemas/usage.ts'
import type { CardView } from '../card/card-view.ts'
import type { Moment } from '../domain/moment.ts'
import type { Partition } from '../partition.ts'
import type { ArmedPolicy } from '../policy/rule.ts'
import type { FactOutput } from '../ports.ts'
import { calleeFacts } from './callee-facts.ts'
import { countCall, countUsage } from './count-usage.ts'
import { deviceFacts } from './device-facts.ts'
import { factCard } from './fact-card.ts'
import { poolFacts } from './pool-facts.ts'
import type { ToldUsage } from './told-usage.ts'

export interface TellOptions {
  readonly card: CardView
  readonly moment: Moment
  readonly partition: Partition
  readonly offset: bigint
}

/**
 * What a usage record tells the groups of its card, and the subtotals that have become due with it.
 * To be called before the card folds it: what a session has used since then is a difference.
 */
export function tellUsage(
  usage: Usage,
  { card, moment, partition, offset }: TellOptions,
): FactOutput[] {
  const { policy, ledger } = partition
  if (usage.service !== 'data' && usage.peerKind === 'emergency') return []
  const profile = card.profileAt(usage.eventTime)
  const told: ToldUsage = {
    usage,
    profile,
    card: factCard(usage.iccid, profile),
    told: card.told,
    cycle: moment.cycle,
    bytes: isSignalling(usage, policy) ? 0 : card.bytesOf(usage),
    partition: partition.number,
  }
  // As a tick does it in the log: told is what was counted before the time had come.
  const due = ledger.due(partition.timeOf(usage.eventTime))
  countUsage(told, ledger)
  const isCall = usage.service === 'voice' && usage.direction === 'outgoing'
  const facts = [
    ...due,
    ...deviceFacts(deviceOf(usage, policy), told),
    ...(isCall ? calleeFacts(told) : []),
    ...poolFacts(told),
  ]
  return facts.map((fact) => factOutput(fact, offset))
}

export interface CountOptions extends Omit<TellOptions, 'moment'> {
  readonly profile: Profile | undefined
}

/** The same of a record that is known to tell no more than that it is one more. */
export function tellCounts(
  usage: Pick<Usage, 'service' | 'direction' | 'eventTime' | 'iccid'>,
  { card, profile, partition, offset }: CountOptions,
): FactOutput[] {
  const { ledger } = partition
  const due = ledger.due(partition.timeOf(usage.eventTime))
  if (usage.service === 'voice' && usage.direction === 'outgoing') {
    countCall({ usage, profile, card: factCard(usage.iccid, profile), told: card.told }, ledger)
  }
  return due.map((fact) => factOutput(fact, offset))
}

export function factOutput(fact: NewFact, offset: bigint): FactOutput {
  return { type: 'fact', fact, offset }
}

/** Unless it is, or may be, one of the numbers that many devices send. */
function deviceOf({ imei }: Usage, { placeholderImeis, isKnown }: ArmedPolicy): string | undefined {
  if (imei == null || !isKnown) return undefined
  const device = imeiKey(imei)
  return placeholderImeis.has(device) ? undefined : device
}

function isSignalling(usage: Usage, { signallingApns }: ArmedPolicy): boolean {
  return usage.service === 'data' && signallingApns.has(usage.apn?.toLowerCase() ?? '')
}
