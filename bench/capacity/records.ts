import type { PolicyDocument } from '../../schemas/policy-document.ts'

/** A meter that reports ten times a day, or a phone with 23 calls, messages and data parts. */
export type CardKind = 'meter' | 'phone'

const START = Date.parse('2026-03-02T00:00:00+08:00')
const DAY_MS = 86_400_000
const A_DAY: Readonly<Record<CardKind, number>> = { meter: 10, phone: 23 }
const utf8 = new TextEncoder()

/** The policy, and a contract for each card. */
export function* openingOf(kind: CardKind, cards: number, document: PolicyDocument) {
  yield bytesOf({ kind: 'policy', eventTime: START, version: document.version, document })
  for (let card = 0; card < cards; card += 1) yield bytesOf(contractOf(kind, card))
}

/** One day of all cards, in the order of time. */
export function* dayOf(kind: CardKind, cards: number, day: number) {
  for (let turn = 0; turn < A_DAY[kind]; turn += 1) {
    for (let card = 0; card < cards; card += 1) yield bytesOf(usageOf(kind, card, { day, turn }))
  }
}

function contractOf(kind: CardKind, card: number) {
  const isMeter = kind === 'meter'
  return {
    kind: 'profile',
    iccid: iccidOf(card),
    eventTime: START - 100 * DAY_MS,
    tenant: `tenant-${card % 20}`,
    carrier: 'mobile',
    cardClass: isMeter ? 'iot' : 'ordinary',
    functions: { voice: !isMeter, sms: !isMeter, data: true },
    activatedAt: START - 90 * DAY_MS,
    status: 'active',
    ...(isMeter && { quotaBytes: 52_428_800, boundImeis: [imeiOf(card)], scene: 'water-meter' }),
  }
}

function usageOf(
  kind: CardKind,
  card: number,
  at: { readonly day: number; readonly turn: number },
) {
  const { day, turn } = at
  const each = DAY_MS / A_DAY[kind]
  const number = card * 31 + day * 7 + turn
  const base = {
    kind: 'usage',
    source: 'capacity',
    eventId: `${card}-${day}-${turn}`,
    iccid: iccidOf(card),
    imei: imeiOf(card),
    eventTime: START + day * DAY_MS + Math.floor(turn * each) + (card % 600_000),
    region: 'CN-HN',
    cell: `460-00-${card % 1_000}-${number % 3}`,
    visitedPlmn: '46000',
  }
  if (kind === 'meter' || turn % 2 === 0) {
    return {
      ...base,
      service: 'data',
      bytesUplink: 900,
      bytesDownlink: 2_000 + number,
      apn: 'cmiot',
    }
  }
  return {
    ...base,
    service: turn % 5 === 0 ? 'sms' : 'voice',
    direction: turn % 3 === 0 ? 'incoming' : 'outgoing',
    peer: `t1:p${(number * number) % 40}`,
    peerKind: 'person',
    ...(turn % 5 !== 0 && { durationSeconds: 60, answered: true, releaseCause: 'normal' }),
  }
}

function iccidOf(card: number): string {
  return `8986${String(card).padStart(16, '0')}`
}

function imeiOf(card: number): string {
  return `86${String(card).padStart(13, '0')}`
}

function bytesOf(record: object): Uint8Array {
  return utf8.encode(JSON.stringify(record))
}
