import type { PolicyRecord } from '#schemas/card-event.ts'
import type { Iccid } from '#schemas/identifiers.ts'
import { Card } from './card/card.ts'
import { decodeState, encodeState } from './domain/encode-state.ts'
import type { FeedProgress } from './judging/source-health.ts'
import { Partition } from './partition.ts'
import { armPolicy } from './policy/arm-policy.ts'
import type { Fate, StateEntry } from './ports.ts'

/** Form of the payloads; another form is refused, not guessed at. */
const STATE_FORM = 1

interface Clock {
  readonly form: number
  readonly logTime: number | undefined
  readonly counts: Record<Fate, number>
  readonly feeds: Map<string, FeedProgress>
}

/** What has changed since the last checkpoint: the partition's own state and these cards. */
export function encodeChanges(partition: Partition, cards: readonly Iccid[]): StateEntry[] {
  const { logTime, counts, sources, policyRecord } = partition
  const clock: Clock = { form: STATE_FORM, logTime, counts, feeds: new Map(sources.feeds) }
  return [
    { key: '#clock', payload: encodeState(clock) },
    ...(policyRecord ? [{ key: '#policy', payload: JSON.stringify(policyRecord) }] : []),
    ...cards.map((iccid) => ({ key: iccid, payload: partition.cardOf(iccid).encode() })),
  ]
}

/** The partition as its checkpoint says. Throws on one of another form. */
export function restorePartition(number: number, entries: Iterable<StateEntry>): Partition {
  const cards = new Map<Iccid, Card>()
  let clock: Clock | undefined
  let policyRecord: PolicyRecord | undefined
  for (const { key, payload } of entries) {
    if (key === '#clock') clock = decodeState<Clock>(payload)
    else if (key === '#policy') policyRecord = JSON.parse(payload)
    else if (!key.startsWith('#')) cards.set(key as Iccid, Card.restore(payload))
  }
  if (clock && clock.form !== STATE_FORM) {
    throw new Error(
      `Cannot restore partition ${number}: its checkpoint has form ${clock.form}, this program knows ${STATE_FORM}; start with the program that wrote it, or with an empty state`,
    )
  }
  const partition = new Partition(number, { ...clock, cards })
  if (policyRecord) adopt(partition, policyRecord)
  return partition
}

function adopt(partition: Partition, record: PolicyRecord): void {
  const armed = armPolicy(record.document)
  if (armed.status === 'refused') {
    throw new Error(`Cannot restore policy ${record.version}: ${armed.reasons.join('; ')}`)
  }
  partition.policy = armed.policy
  partition.policyRecord = record
}
