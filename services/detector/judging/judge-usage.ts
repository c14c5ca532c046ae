import type { Usage } from '#schemas/usage.ts'
import type { CardView } from '../card/card-view.ts'
import type { Moment } from '../domain/moment.ts'
import { tellUsage } from '../facts/tell-usage.ts'
import { toldUsage } from '../facts/told-usage.ts'
import type { Partition } from '../partition.ts'
import type { ArmedPolicy } from '../policy/rule.ts'
import type { FactOutput, Output, RawRecord } from '../ports.ts'
import { judge } from './judge.ts'

/** A record this far ahead of log time is a clock gone wrong. Ours. */
export const FUTURE_MS = 600_000

/** fold -> evaluate -> alert -> propose, for one call, message or data part. */
export function judgeUsage(usage: Usage, { offset }: RawRecord, partition: Partition): Output[] {
  const { iccid, eventTime, source, eventId } = usage
  if (eventTime > partition.timeOf(eventTime) + FUTURE_MS) return [mark('quarantined')]
  const card = partition.cardOf(iccid)
  const reception = card.receive(usage)
  if (reception === 'late') return [mark('late')]
  if (reception === 'duplicate') {
    partition.count('duplicate')
    return []
  }
  partition.count('folded')
  partition.changed(iccid)
  const incoming = usage.service === 'voice' && usage.direction === 'incoming'
  partition.sources.note(source, eventTime, { incoming })
  const peer = usage.service === 'data' ? undefined : (usage.peer ?? undefined)
  const moment = { ...partition.momentOf(eventTime, card.profileAt(eventTime)), peer }
  const stamp = { offset, asOf: partition.timeOf(eventTime) }
  const facts = tellParsed(usage, { card, moment, partition, offset })
  const touched = card.fold(usage, moment, { policy: partition.policy, stamp })
  const event = `${source}/${eventId}`
  const subject = { iccid, card, moment, touched, source, event, offset }
  return [...judge(subject, partition), ...facts]

  function mark(type: 'late' | 'quarantined'): Output {
    partition.count(type)
    return { type, offset, iccid, eventTime, source, eventId, detail: '' }
  }
}

interface Telling {
  readonly card: CardView
  readonly moment: Moment
  readonly partition: Partition
  readonly offset: bigint
}

/** What the record tells the groups of its card; an emergency call nothing. */
function tellParsed(usage: Usage, { card, moment, partition, offset }: Telling): FactOutput[] {
  if (usage.service !== 'data' && usage.peerKind === 'emergency') return []
  const { policy, ledger, number } = partition
  const told = toldUsage(usage, {
    profile: card.profileAt(usage.eventTime),
    told: card.told,
    cycle: moment.cycle,
    bytes: isSignalling(usage, policy) ? 0 : card.bytesOf(usage),
    partition: number,
    policy,
  })
  return tellUsage(told, { ledger, logTime: partition.timeOf(usage.eventTime), offset })
}

function isSignalling(usage: Usage, { signallingApns }: ArmedPolicy): boolean {
  return usage.service === 'data' && signallingApns.has(usage.apn?.toLowerCase() ?? '')
}
