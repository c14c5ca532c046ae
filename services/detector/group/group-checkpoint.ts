import { PolicyRecord } from '#schemas/card-event.ts'
import { decodeState, encodeState } from '../domain/encode-state.ts'
import { armPolicy } from '../policy/arm-policy.ts'
import { tellFault } from '../policy/policy-fault.ts'
import type { StateEntry } from '../ports.ts'
import { GroupPartition, type GroupPartitionMemory } from './group-partition.ts'
import { GroupRules } from './group-rules.ts'
import type { GroupState } from './group-state.ts'

/** Form of the payloads; another form is refused, not guessed at. */
const STATE_FORM = 2

interface Clock extends Omit<GroupPartitionMemory, 'groups'> {
  readonly form: number
}

/** What has changed since the last checkpoint: the partition's own state and these groups. */
export function encodeGroupChanges(
  partition: GroupPartition,
  keys: readonly string[],
): StateEntry[] {
  const clock: Clock = { form: STATE_FORM, ...partition.memory }
  const { policyRecord, groups } = partition
  return [
    { key: '#clock', payload: encodeState(clock) },
    ...(policyRecord ? [{ key: '#policy', payload: JSON.stringify(policyRecord) }] : []),
    ...keys.map((key): StateEntry => {
      const state = groups.get(key)
      return state ? { key, payload: encodeState(state) } : { key, payload: '', isDeleted: true }
    }),
  ]
}

/** The partition as its checkpoint says. Throws on one of another form. */
export function restoreGroupPartition(
  number: number,
  entries: Iterable<StateEntry>,
): GroupPartition {
  const groups = new Map<string, GroupState>()
  let clock: Clock | undefined
  let policyRecord: PolicyRecord | undefined
  for (const { key, payload } of entries) {
    if (key === '#clock') clock = decodeState<Clock>(String(payload))
    else if (key === '#policy') policyRecord = PolicyRecord.parse(JSON.parse(String(payload)))
    else if (!key.startsWith('#')) groups.set(key, decodeState<GroupState>(String(payload)))
  }
  if (clock && clock.form !== STATE_FORM) {
    throw new Error(
      `Cannot restore partition ${number} of group.facts: its checkpoint has form ${clock.form}, this program knows ${STATE_FORM}; start with the program that wrote it, or with an empty state`,
    )
  }
  const partition = new GroupPartition(number, { ...clock, groups })
  if (policyRecord) adopt(partition, policyRecord)
  return partition
}

function adopt(partition: GroupPartition, record: PolicyRecord): void {
  const armed = armPolicy(record.document)
  if (armed.status === 'refused') {
    const reasons = armed.faults.map(tellFault).join('; ')
    throw new Error(`Cannot restore policy ${record.version}: ${reasons}`)
  }
  partition.policy = armed.policy
  partition.policyRecord = record
  partition.rules = new GroupRules(record.document)
}
