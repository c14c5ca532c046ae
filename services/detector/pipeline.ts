import { CardEvent } from '#schemas/card-event.ts'
import { decodeRecord } from '#schemas/decode-record.ts'
import {
  foldEnforcement,
  foldPolicy,
  foldProfile,
  foldReport,
  foldSnooze,
  foldTick,
} from './control.ts'
import { judgeUsage } from './judging/judge-usage.ts'
import type { Partition } from './partition.ts'
import type { Effects, Output, OutputOf, RawRecord } from './ports.ts'

/**
 * record -> decode -> validate -> fold into the card's state -> evaluate the detectors this record
 * can trip -> alerts -> proposals -> facts for the group stage -> effects
 *
 * One batch of one partition. A crash in between repeats the batch, and the ids, derived from the
 * records, make that harmless: nothing is checkpointed before its effects are acknowledged.
 */
export async function processBatch(
  batch: readonly RawRecord[],
  partition: Partition,
  effects: Effects,
): Promise<void> {
  const outputs = batch.flatMap((raw) => judgeRecord(raw, partition))
  // What a person needs to understand a suspension is there before it is asked for.
  await effects.publishAlerts(only('alert', outputs))
  await effects.sendProposals(only('proposal', outputs))
  await effects.sendFacts(only('fact', outputs))
  await effects.keepDeadLetters(only('deadLetter', outputs))
  await effects.keepMarks([...only('late', outputs), ...only('quarantined', outputs)])
}

/** The pure half: the same log gives the same outputs, live, in a replay or after a crash. */
export function judgeRecord(raw: RawRecord, partition: Partition): Output[] {
  const outputs = partition.book.shortWay?.(raw, partition)
  if (outputs) return outputs
  const decoded = decodeRecord(CardEvent, raw.value)
  if (decoded.status === 'bad') {
    partition.count('deadLetter')
    return [{ type: 'deadLetter', offset: raw.offset, ...decoded }]
  }
  const event = decoded.value
  switch (event.kind) {
    case 'usage':
      return judgeUsage(event, raw, partition)
    case 'profile':
      return foldProfile(event, raw, partition)
    case 'policy':
      return foldPolicy(event, raw, partition)
    case 'tick':
      return foldTick(event, raw, partition)
    case 'snooze':
      return foldSnooze(event, raw, partition)
    case 'enforcement':
      return foldEnforcement(event, partition)
    case 'report':
      return foldReport(event, raw, partition)
  }
}

/** The outputs of one type. */
function only<Type extends Output['type']>(
  type: Type,
  outputs: readonly Output[],
): OutputOf<Type>[] {
  return outputs.filter((output): output is OutputOf<Type> => output.type === type)
}
