import { fileURLToPath } from 'node:url'
import type { CardEvent } from '#schemas/card-event.ts'
import { Iccid } from '#schemas/identifiers.ts'
import type { PolicyDocument } from '#schemas/policy-document.ts'
import { readPolicy } from '../../cli/read-policy.ts'
import { Partition } from '../../services/detector/partition.ts'
import { judgeRecord } from '../../services/detector/pipeline.ts'
import type { Output, RawRecord } from '../../services/detector/ports.ts'

export const ICCID = Iccid.parse('89860012345678901234')
export const SECOND_MS = 1_000
export const MINUTE_MS = 60_000
export const HOUR_MS = 3_600_000
export const DAY_MS = 86_400_000

/** 10:00 on Tuesday 2026-03-10 in Shanghai. */
export const TEN = Date.UTC(2026, 2, 10, 2)

let events = 0

/** A field of a record; what a test does not name is whatever a plain one has. */
export type Fields = Readonly<Record<string, unknown>>

function usage(fields: Fields): Fields {
  events += 1
  return {
    kind: 'usage',
    source: 'test',
    eventId: `e${events}`,
    iccid: ICCID,
    eventTime: TEN,
    ...fields,
  }
}

/** An outgoing call to a person; another event each time unless told its id. */
export function call(fields: Fields = {}): Fields {
  return usage({
    service: 'voice',
    direction: 'outgoing',
    peer: 't1:ada',
    peerKind: 'person',
    durationSeconds: 30,
    answered: true,
    ...fields,
  })
}

/** A message to a person. */
export function sms(fields: Fields = {}): Fields {
  return usage({
    service: 'sms',
    direction: 'outgoing',
    peer: 't1:ada',
    peerKind: 'person',
    ...fields,
  })
}

/** A part of a data session. */
export function data(fields: Fields = {}): Fields {
  return usage({ service: 'data', bytesUplink: 0, bytesDownlink: 1_000, apn: 'cmiot', ...fields })
}

/** An IoT card: data only. In force long before `TEN`. */
export function profile(fields: Fields = {}): Fields {
  return {
    kind: 'profile',
    iccid: ICCID,
    eventTime: TEN - 30 * DAY_MS,
    tenant: 'acme-meters',
    carrier: 'mobile',
    cardClass: 'iot',
    functions: { voice: false, sms: false, data: true },
    ...fields,
  }
}

const OPEN = { voice: true, sms: true, data: true }

export function ordinary(fields: Fields = {}): Fields {
  return profile({ cardClass: 'ordinary', functions: OPEN, ...fields })
}

export function telesales(fields: Fields = {}): Fields {
  const functions = { voice: true, sms: false, data: false }
  return profile({ cardClass: 'telesales', functions, ...fields })
}

export function tick(eventTime: number): Fields {
  return { kind: 'tick', eventTime }
}

const DEFAULT_POLICY = readPolicy(
  fileURLToPath(new URL('../../policies/cn-default.yaml', import.meta.url)),
)

/** The policy of policies/cn-default.yaml, changed at will. */
export function policyDocument(change: (document: PolicyDocument) => void = () => {}) {
  const document = structuredClone(DEFAULT_POLICY)
  change(document)
  return document
}

/** A policy as a record of the log. */
export function policy(change?: (document: PolicyDocument) => void): Fields {
  const document = policyDocument(change)
  return { kind: 'policy', eventTime: TEN - 60 * DAY_MS, version: document.version, document }
}

/** A partition's records, from offset 0. */
export function log(records: readonly (Fields | CardEvent)[]): RawRecord[] {
  return records.map((record, offset) => ({
    offset: BigInt(offset),
    timestamp: Number.POSITIVE_INFINITY,
    value: JSON.stringify(record),
  }))
}

/** Judges records as one partition. */
export function judgeAll(records: readonly Fields[], partition = new Partition(0)): Output[] {
  return log(records).flatMap((raw) => judgeRecord(raw, partition))
}

/** Judges under the default policy, whose record comes first. */
export function judgeUnderPolicy(...records: readonly Fields[]): Output[] {
  return judgeAll([policy(), ...records])
}

/** As many records as asked, each made from its number. */
export function times(count: number, make: (n: number) => Fields): Fields[] {
  return Array.from({ length: count }, (_, n) => make(n))
}

/** The newest state of each alert of a detector: level of severity, count and how it was told. */
export function alertsOf(detector: string, outputs: readonly Output[]) {
  return outputs.flatMap((output) =>
    output.type === 'alert' && output.alert.detector === detector ? [output.alert] : [],
  )
}

/** What a detector proposed: `bar voice`, `suspend`, in order. */
export function stepsOf(detector: string, outputs: readonly Output[]): string[] {
  return outputs.flatMap((output) => {
    if (output.type !== 'proposal' || output.proposal.detector !== detector) return []
    const { action, functions } = output.proposal
    return [[action, ...(functions ?? [])].join(' ')]
  })
}
