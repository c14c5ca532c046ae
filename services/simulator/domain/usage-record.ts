import type { SimulatedCard, UsageRecord } from './simulated-card.ts'

interface AnyAct {
  /** When it begins on the network, epoch milliseconds. */
  readonly at: number
  /** Another device than the card's own. */
  readonly imei?: string
  readonly cell?: string
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
}

/** What a card does, in the words of a story. */
export type Act = Call | Message | DataPart

/** The act as its carrier reports it. `eventId` must be unique in the card's source. */
export function usageRecord(card: SimulatedCard, act: Act, eventId: string): UsageRecord {
  const { at, imei = card.imei, cell = card.cells[0], ...rest } = act
  return {
    kind: 'usage',
    source: card.source,
    eventId,
    iccid: card.profile.iccid,
    imsi: card.profile.imsi,
    msisdn: card.profile.msisdn,
    imei,
    eventTime: at,
    ...rest,
    visitedPlmn: card.visitedPlmn,
    region: card.region,
    cell,
    ratType: 'EUTRA',
  }
}
