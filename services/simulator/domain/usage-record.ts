import { deviceKindOf } from '../cards/device-kind.ts'
import { positionOf } from '../cards/regions.ts'
import { journeyAt } from './journeys.ts'
import type { Place } from './place.ts'
import type { SimulatedCard, UsageRecord } from './simulated-card.ts'

interface AnyAct {
  /** When it begins on the network, epoch milliseconds. */
  readonly at: number
  /** Another device than the card's own. */
  readonly imei?: string
  /** One of its home's other cells. */
  readonly cell?: string
  /** Not at home. */
  readonly place?: Place
}

interface Contact extends AnyAct {
  readonly direction: 'outgoing' | 'incoming'
  readonly peer: string
  readonly peerKind: 'person' | 'platform' | 'shortCode' | 'emergency'
}

export interface Call extends Contact {
  readonly service: 'voice'
  readonly durationSeconds: number
  readonly answered: boolean
  readonly releaseCause: 'normal' | 'busy' | 'noAnswer' | 'invalidNumber' | 'rejected'
}

export interface Message extends Contact {
  readonly service: 'sms'
}

export interface DataPart extends AnyAct {
  readonly service: 'data'
  readonly bytesUplink: number
  readonly bytesDownlink: number
  readonly sessionId?: string
  readonly apn?: string
  readonly appCategory?: string
  readonly directed?: boolean
}

/** What a card does, in the words of a story. */
export type Act = Call | Message | DataPart

/** Feeds that name where a cell stands. */
const SOURCES_WITH_POSITIONS: ReadonlySet<string> = new Set(['sim-mobile', 'sim-telecom'])
/** Feeds that say of each data part whether it kept to the addresses of the contract. */
const SOURCES_WITH_DIRECTED: ReadonlySet<string> = new Set(['sim-mobile', 'sim-unicom'])

/** The act as its carrier reports it. `eventId` must be unique in the card's source. */
export function usageRecord(card: SimulatedCard, act: Act, eventId: string): UsageRecord {
  const { at, imei = card.imei, cell: homeCell, place: named, ...rest } = act
  const place = named ?? placeAt(card, { at, cell: homeCell })
  const deviceKind = deviceKindOf(imei)
  return {
    kind: 'usage',
    source: card.source,
    eventId,
    iccid: card.profile.iccid,
    imsi: card.profile.imsi,
    msisdn: card.profile.msisdn,
    imei,
    ...(deviceKind && { deviceKind }),
    eventTime: at,
    ...(rest.service === 'data' && directedOf(card)),
    ...rest,
    visitedPlmn: card.visitedPlmn,
    ...place,
    ...positionAt(card, place),
    ratType: 'EUTRA',
  }
}

function placeAt(
  card: SimulatedCard,
  { at, cell = card.cells[0] }: { readonly at: number; readonly cell: string | undefined },
): Place {
  const away = card.travels ? journeyAt(card, at) : undefined
  return away ?? { region: card.region, cell }
}

function positionAt({ source }: SimulatedCard, { region, cell }: Place): object {
  if (!SOURCES_WITH_POSITIONS.has(source) || !region || !cell) return {}
  return positionOf(region, cell) ?? {}
}

function directedOf({ source, profile }: SimulatedCard): object {
  return profile.directed && SOURCES_WITH_DIRECTED.has(source) ? { directed: true } : {}
}
