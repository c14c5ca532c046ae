import type { Enforcement, PolicyRecord, Report, Snooze, Tick } from '#schemas/card-event.ts'
import type { Profile } from '#schemas/profile.ts'
import { tellProfile } from './facts/tell-profile.ts'
import { tellRefusal } from './facts/tell-refusal.ts'
import { factOutput } from './facts/tell-usage.ts'
import { judge } from './judging/judge.ts'
import type { Partition } from './partition.ts'
import { adoptPolicy } from './policy/adopt-policy.ts'
import type { Output, RawRecord } from './ports.ts'

/** A tick this far ahead of the broker's clock is a forged or broken one. Ours. */
const TICK_AHEAD_MS = 60_000

/** Whether a tick is from a clock gone wrong. */
export function isAhead({ eventTime }: Tick, { timestamp }: RawRecord): boolean {
  return eventTime > timestamp + TICK_AHEAD_MS
}

/** Time has passed: log time moves, never back. */
export function foldTick(tick: Tick, raw: RawRecord, partition: Partition): Output[] {
  const { eventTime } = tick
  if (isAhead(tick, raw)) {
    partition.count('quarantined')
    return [
      {
        type: 'quarantined',
        offset: raw.offset,
        iccid: '',
        eventTime,
        source: 'tick',
        eventId: String(eventTime),
        detail: 'a tick ahead of the broker',
      },
    ]
  }
  partition.count('control')
  partition.logTime = Math.max(eventTime, partition.logTime ?? 0)
  return partition.ledger.due(partition.logTime).map((fact) => factOutput(fact, raw.offset))
}

/** A contract, from its event time on. One that changes the card's devices is judged itself. */
export function foldProfile(profile: Profile, raw: RawRecord, partition: Partition): Output[] {
  partition.count('control')
  const { iccid, eventTime } = profile
  const card = partition.cardOf(iccid)
  const moment = partition.momentOf(eventTime, profile)
  const touched = card.foldProfile(profile, moment)
  if (!touched) return []
  partition.changed(iccid)
  tellProfile(card.profileAt(Number.POSITIVE_INFINITY) ?? profile, card.told, partition.ledger)
  const event = `profile/${eventTime}`
  const { offset } = raw
  return judge({ iccid, card, moment, touched, source: undefined, event, offset }, partition)
}

/** The rules from here on: they act on a card at its next record, never backwards. */
export function foldPolicy(record: PolicyRecord, raw: RawRecord, partition: Partition): Output[] {
  const adoption = adoptPolicy(record, partition.policyRecord)
  if (adoption.status === 'refused') {
    partition.count('deadLetter')
    const { reason } = adoption
    return [{ type: 'deadLetter', offset: raw.offset, class: 'semantic', reason }]
  }
  partition.count('control')
  if (adoption.status === 'kept') return []
  partition.policy = adoption.policy
  partition.policyRecord = record
  return []
}

export function foldSnooze(snooze: Snooze, raw: RawRecord, partition: Partition): Output[] {
  if (!partition.policy.detectorIds.has(snooze.detector)) {
    partition.count('deadLetter')
    const reason = 'detector: there is no such detector'
    return [{ type: 'deadLetter', offset: raw.offset, class: 'semantic', reason }]
  }
  partition.count('control')
  partition.cardOf(snooze.iccid).snooze(snooze)
  partition.changed(snooze.iccid)
  return []
}

/** What somebody else said of a card. Only a refusal is judged so far, by those who call the peer. */
export function foldReport(report: Report, raw: RawRecord, partition: Partition): Output[] {
  partition.count('control')
  return tellRefusal(report, raw.offset, partition)
}

export function foldEnforcement(enforcement: Enforcement, partition: Partition): Output[] {
  partition.count('control')
  partition.cardOf(enforcement.iccid).foldEnforcement(enforcement)
  partition.changed(enforcement.iccid)
  return []
}
