import type { PolicyRecord, Tick } from '#schemas/card-event.ts'
import { decodeRecord } from '#schemas/decode-record.ts'
import { GroupFact, GroupRecord, type GroupSnooze } from '#schemas/group-fact.ts'
import { isAhead } from '../control.ts'
import { adoptPolicy } from '../policy/adopt-policy.ts'
import type { Effects, Output, OutputOf, RawRecord } from '../ports.ts'
import { foldFact, usageTimeOf } from './fold-fact.ts'
import type { GroupPartition } from './group-partition.ts'
import { GroupRules, isGroupDetector } from './group-rules.ts'
import { judgeGroup } from './judge-group.ts'
import { quickFacts } from './quick-facts.ts'

/**
 * fact -> decode -> validate -> fold into the group's state -> ask the group detectors -> alerts ->
 * proposals for its cards -> effects
 *
 * One batch of one partition of `group.facts`. Facts are sets and absolute subtotals, so one that
 * comes twice, or behind a newer one, changes nothing.
 */
export async function processFacts(
  batch: readonly RawRecord[],
  partition: GroupPartition,
  effects: Effects,
): Promise<void> {
  const outputs = batch.flatMap((raw) => judgeGroupRecord(raw, partition))
  // What a person needs to understand a suspension is there before it is asked for.
  await effects.publishAlerts(only('alert', outputs))
  await effects.sendProposals(only('proposal', outputs))
  await effects.keepDeadLetters(only('deadLetter', outputs))
}

/** The pure half: the same log gives the same outputs, live, in a replay or after a crash. */
export function judgeGroupRecord(raw: RawRecord, partition: GroupPartition): Output[] {
  const facts = quickFacts(raw.value)
  if (facts) return judgeFacts(facts)
  const decoded = decodeRecord(GroupRecord, raw.value)
  if (decoded.status === 'bad') return refuse(decoded)
  const record = decoded.value
  switch (record.kind) {
    case 'tick':
      return foldTick(record, raw, partition)
    case 'policy':
      return foldPolicy(record)
    case 'snooze':
      return foldSnooze(record)
    case 'facts':
      return judgeFacts(record.facts.map((fact, at) => factOrFault(fact, `facts.${at}`)))
    case 'member':
    case 'unanswered':
    case 'call':
    case 'refusal':
    case 'cardBytes':
    case 'subtotal':
      return judgeFacts([record])
  }

  /** One by one: what is wrong with some is told in one dead letter, and the others count. */
  function judgeFacts(facts: readonly (GroupFact | Fault)[]): Output[] {
    const faults: Fault[] = []
    const outputs = facts.flatMap((fact) => {
      const judged = 'reason' in fact ? fact : judgeFact(fact)
      if (!('reason' in judged)) return judged
      faults.push(judged)
      return []
    })
    const [first] = faults
    if (!first) return outputs
    const reason = faults.slice(0, MOST_FAULTS).map((fault) => fault.reason)
    return [...outputs, ...refuse({ class: first.class, reason: reason.join('; ') })]
  }

  function judgeFact(fact: GroupFact): Output[] | Fault {
    const state = partition.groupOf(fact.group)
    const usageTime = usageTimeOf(fact)
    const isTooOld = usageTime !== undefined && partition.isTooOld(state, fact, usageTime)
    const folded = isTooOld ? 'late' : foldFact(fact, state)
    switch (folded) {
      case 'strange':
        return { class: 'semantic', reason: `group.kind: no ${fact.kind} is told of it` }
      case 'known':
        partition.count('duplicate')
        return []
      case 'late':
        partition.count('late')
        return []
      case 'new': {
        partition.count('folded')
        partition.keep(state)
        if (usageTime !== undefined) partition.passed(fact, usageTime)
        // A contract judges nothing anew.
        if (fact.kind === 'subtotal' && !fact.bucket) return []
        return judgeGroup({ state, fact, partition }, raw.offset)
      }
    }
  }

  /** The rules from here on: they act on a group at its next fact, never backwards. */
  function foldPolicy(policy: PolicyRecord): Output[] {
    const adoption = adoptPolicy(policy, partition.policyRecord)
    if (adoption.status === 'refused') {
      return refuse({ class: 'semantic', reason: adoption.reason })
    }
    partition.count('control')
    if (adoption.status === 'kept') return []
    partition.policy = adoption.policy
    partition.policyRecord = policy
    partition.rules = new GroupRules(policy.document)
    return []
  }

  function foldSnooze({ group, detector, eventTime, until }: GroupSnooze): Output[] {
    if (!isGroupDetector(detector)) {
      return refuse({ class: 'semantic', reason: 'detector: there is no such detector of groups' })
    }
    partition.count('control')
    const state = partition.groupOf(group)
    state.snoozes ??= new Map()
    state.snoozes.set(detector, { from: eventTime, until })
    partition.keep(state)
    return []
  }

  function refuse(why: Fault): Output[] {
    partition.count('deadLetter')
    return [{ type: 'deadLetter', offset: raw.offset, class: why.class, reason: why.reason }]
  }
}

type Fault = Pick<OutputOf<'deadLetter'>, 'class' | 'reason'>

/** Told of one record: who reads it needs to know where to look, not all of it. */
const MOST_FAULTS = 5

function factOrFault(value: unknown, place: string): GroupFact | Fault {
  const parsed = GroupFact.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const path = [place, ...(issue?.path ?? [])].join('.')
  return { class: 'schema', reason: `${path}: ${issue?.message ?? 'no fact'}` }
}

/** Time has passed: log time moves, never back. One that no clock can have made is only counted. */
function foldTick(tick: Tick, raw: RawRecord, partition: GroupPartition): Output[] {
  if (isAhead(tick, raw)) {
    partition.count('quarantined')
    return []
  }
  partition.count('control')
  partition.logTime = Math.max(tick.eventTime, partition.logTime ?? 0)
  return []
}

function only<Type extends Output['type']>(
  type: Type,
  outputs: readonly Output[],
): OutputOf<Type>[] {
  return outputs.filter((output): output is OutputOf<Type> => output.type === type)
}
