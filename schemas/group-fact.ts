import { z } from 'zod'
import { PolicyRecord, Tick } from './card-event.ts'
import { EpochMs, Iccid, Label } from './identifiers.ts'
import { CardClass } from './policy.ts'

/** What binds cards into a group. */
export const GroupKind = z.enum(['imei', 'peer', 'pool', 'tenant', 'reseller', 'batch'])
export type GroupKind = z.infer<typeof GroupKind>

/** Cards seen as one: those of a device, a callee, a pool, a tenant, a reseller or a batch. */
export const Group = z.object({ kind: GroupKind, id: Label })
export type Group = z.infer<typeof Group>

/** `imei:86…`: what decides the partition of a group's records. */
export function groupKey({ kind, id }: { readonly kind: string; readonly id: string }): string {
  return `${kind}:${id}`
}

/** A card as its profile in force says: what a proposal has to name. */
export const FactCard = z.object({
  iccid: Iccid,
  cardClass: CardClass,
  tenant: Label,
  reseller: Label.nullable(),
  carrier: Label.nullable(),
  protectedClass: Label.nullable(),
  soldered: z.boolean(),
  /** `eventTime` of the profile; null without one. */
  profileVersion: EpochMs.nullable(),
  activatedAt: EpochMs.nullable(),
})
export type FactCard = z.infer<typeof FactCard>

/** Half-open, epoch milliseconds. A billing cycle may begin before all events. */
const Bucket = z.object({ start: z.int().nonnegative(), end: z.int().nonnegative() })

const anyFact = {
  group: Group,
  /** Partition of `card.events` whose log says so. */
  partition: z.int().nonnegative(),
  /** Place of the record behind it: of two that say the same thing, the higher one holds. */
  ver: z.string().regex(/^\d{1,20}$/),
  /** Of the newest usage that it tells of. */
  eventTime: EpochMs,
}

const ofOneRecord = {
  ...anyFact,
  card: FactCard,
  /** `source/eventId`. */
  event: z.string().max(1024),
}

/** The card was used in the device. A set: who, in which hour, where. */
const MemberFact = z.object({
  ...ofOneRecord,
  kind: z.literal('member'),
  region: Label.nullable(),
  /** The contract binds the card to other devices, and it is not in test. */
  foreign: z.boolean(),
})
export type MemberFact = z.infer<typeof MemberFact>

/** The card has called the person at least twice within ten minutes without an answer. */
const UnansweredFact = z.object({ ...ofOneRecord, kind: z.literal('unanswered') })
export type UnansweredFact = z.infer<typeof UnansweredFact>

/** A telesales card's first call to the peer in an hour. */
const CallFact = z.object({ ...ofOneRecord, kind: z.literal('call') })
export type CallFact = z.infer<typeof CallFact>

/** The peer wants no further calls of this tenant, or (`valid` false) takes that back. */
const RefusalFact = z.object({
  ...anyFact,
  kind: z.literal('refusal'),
  tenant: Label,
  valid: z.boolean(),
})
export type RefusalFact = z.infer<typeof RefusalFact>

/** What the card has used of its pool in a billing cycle, each time that has grown by a quarter. */
const CardBytesFact = z.object({
  ...ofOneRecord,
  kind: z.literal('cardBytes'),
  bucket: Bucket,
  bytes: z.int().nonnegative(),
})
export type CardBytesFact = z.infer<typeof CardBytesFact>

/**
 * `callsOutgoing` by hour, `bytesTotal` by billing cycle, and what stands until it changes:
 * `cards`, `quotaBytes`, `poolQuotaBytes` of a pool, `plannedCalls` a day of a tenant.
 */
export const SubtotalMeasure = z.enum([
  'callsOutgoing',
  'bytesTotal',
  'cards',
  'quotaBytes',
  'poolQuotaBytes',
  'plannedCalls',
])
export type SubtotalMeasure = z.infer<typeof SubtotalMeasure>

/** All that one source partition has counted of a group so far: absolute, never a difference. */
const SubtotalFact = z.object({
  ...anyFact,
  kind: z.literal('subtotal'),
  measure: SubtotalMeasure,
  /** Null: it stands until it changes. */
  bucket: Bucket.nullable(),
  value: z.number().nonnegative(),
  /** `iot` when one of the cards counted is. */
  cardClass: CardClass,
  /** The card with the most calls of the bucket. */
  busiest: FactCard.nullable(),
})
export type SubtotalFact = z.infer<typeof SubtotalFact>

/** What the card stage has found out about a group. */
export const GroupFact = z.discriminatedUnion('kind', [
  MemberFact,
  UnansweredFact,
  CallFact,
  RefusalFact,
  CardBytesFact,
  SubtotalFact,
])
export type GroupFact = z.infer<typeof GroupFact>

/** The facts of a bundle, those left out that are none. */
export function factsIn({ facts }: z.infer<typeof FactBundle>): GroupFact[] {
  return facts.flatMap((fact) => GroupFact.safeParse(fact).data ?? [])
}

type WithoutVer<Fact> = Fact extends GroupFact ? Omit<Fact, 'ver'> : never

/** A fact before its place in the log is written on it. */
export type NewFact = WithoutVer<GroupFact>

/** A person asks for quiet on one group and detector, by event time. */
export const GroupSnooze = z.object({
  kind: z.literal('snooze'),
  group: Group,
  eventTime: EpochMs,
  detector: Label,
  until: EpochMs,
  reason: Label,
  by: Label,
})
export type GroupSnooze = z.infer<typeof GroupSnooze>

/**
 * Facts of groups of one partition, in the order they were told. One message: each would cost as much.
 * They are looked at one by one, so that one that is none takes no other along.
 */
const FactBundle = z.object({ kind: z.literal('facts'), facts: z.array(z.unknown()).min(1) })

/** A record of `group.facts`: all that can change what a group detector decides. */
export const GroupRecord = z.discriminatedUnion('kind', [
  FactBundle,
  ...GroupFact.options,
  GroupSnooze,
  Tick,
  PolicyRecord,
])
export type GroupRecord = z.infer<typeof GroupRecord>
