import type { NewFact } from '#schemas/group-fact.ts'
import { Iccid } from '#schemas/identifiers.ts'
import type { PolicyDocument } from '#schemas/policy-document.ts'
import { FilePartition } from '../../cli/replay/file-partition.ts'
import { GroupPartition } from '../../services/detector/group/group-partition.ts'
import { judgeGroupRecord } from '../../services/detector/group/group-pipeline.ts'
import type { Output } from '../../services/detector/ports.ts'
import { log, policy, TEN } from './builders.ts'

/** A field of a record; what a test does not name is whatever a plain one has. */
export type Fields = Readonly<Record<string, unknown>>

/** One of many cards. */
export function cardNumber(n: number): Iccid {
  return Iccid.parse(`8986001234567890${String(1_000 + n)}`)
}

/** Judges records by both stages, under the default policy; the last subtotals are told at the end. */
export function judgeGroups(...records: readonly Fields[]): Output[] {
  return judgeGroupsUnder(() => {}, ...records)
}

/** The same under a policy changed at will. */
export function judgeGroupsUnder(
  change: (document: PolicyDocument) => void,
  ...records: readonly Fields[]
): Output[] {
  const core = new FilePartition({ rows: 'dropped' })
  const lines = [policy(change), ...records].map((record, index) => ({
    number: index + 1,
    bytes: Buffer.from(JSON.stringify(record)),
  }))
  return [...lines.flatMap((line) => core.judge(line)), ...core.finish()]
}

/** What the card stage found out about groups. */
export function factsIn(outputs: readonly Output[]): NewFact[] {
  return outputs.flatMap((output) => (output.type === 'fact' ? [output.fact] : []))
}

/** Judges records of `group.facts` alone. */
export function judgeFacts(
  records: readonly Fields[],
  partition = new GroupPartition(0),
): Output[] {
  return log(records).flatMap((raw) => judgeGroupRecord(raw, partition))
}

/** A card as facts name it. */
export function factCardOf(fields: Fields = {}): Fields {
  return {
    iccid: cardNumber(0),
    cardClass: 'iot',
    tenant: 'acme-meters',
    reseller: null,
    carrier: 'mobile',
    protectedClass: null,
    soldered: false,
    profileVersion: TEN - 30 * 86_400_000,
    activatedAt: null,
    ...fields,
  }
}

/** Calls of one hour as a source partition has counted them so far. */
export function subtotal(fields: Fields = {}): Fields {
  return {
    kind: 'subtotal',
    group: { kind: 'batch', id: 'b-1' },
    partition: 0,
    ver: '1',
    eventTime: TEN,
    measure: 'callsOutgoing',
    bucket: { start: TEN, end: TEN + 3_600_000 },
    value: 1,
    cardClass: 'ordinary',
    busiest: null,
    ...fields,
  }
}

/** A card in a device. */
export function memberFact(fields: Fields = {}): Fields {
  return {
    kind: 'member',
    group: { kind: 'imei', id: '86099999999999' },
    partition: 0,
    ver: '1',
    eventTime: TEN,
    card: factCardOf(),
    event: 'test/e1',
    region: null,
    foreign: true,
    ...fields,
  }
}
