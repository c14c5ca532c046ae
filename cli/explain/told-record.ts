import type { CardEvent } from '#schemas/card-event.ts'
import type { Usage } from '#schemas/usage.ts'
import { shortenPeer } from '../../services/console/domain/masks.ts'

/** A record of a card's log as people are told of it: nobody's number stands in it. */
export interface ToldRecord {
  /** `source/eventId` of usage; else the kind of record. */
  readonly event: string
  readonly eventTime: number
  readonly what: 'voice' | 'sms' | 'data' | Exclude<CardEvent['kind'], 'usage'>
  readonly direction: 'outgoing' | 'incoming' | null
  /** Enough of the token to tell two apart. */
  readonly peer: string | null
  readonly durationSeconds: number | null
  readonly answered: boolean | null
  /** Of this record, or the running total of its session. */
  readonly bytes: number | null
  /** The action of an enforcement, the kind of a report. */
  readonly detail: string | null
}

export function toldRecord(event: CardEvent): ToldRecord {
  if (event.kind === 'usage') return toldUsage(event)
  const { kind, eventTime } = event
  return { ...NOTHING, event: kind, eventTime, what: kind, detail: detailOf(event) }
}

const NOTHING = {
  direction: null,
  peer: null,
  durationSeconds: null,
  answered: null,
  bytes: null,
  detail: null,
} as const

function toldUsage(usage: Usage): ToldRecord {
  const { source, eventId, eventTime, service } = usage
  const told = { ...NOTHING, event: `${source}/${eventId}`, eventTime, what: service }
  if (usage.service === 'data') {
    return { ...told, direction: usage.direction ?? null, bytes: bytesOf(usage) }
  }
  const contact = {
    ...told,
    direction: usage.direction,
    peer: usage.peer == null ? null : shortenPeer(usage.peer),
  }
  if (usage.service === 'sms') return contact
  const durationSeconds = usage.durationSeconds ?? null
  const answered = usage.answered ?? (durationSeconds === null ? null : durationSeconds > 0)
  return { ...contact, durationSeconds, answered }
}

function bytesOf(usage: Extract<Usage, { service: 'data' }>): number {
  const parts = (usage.bytesUplink ?? 0) + (usage.bytesDownlink ?? 0)
  return parts || (usage.sessionBytesUplink ?? 0) + (usage.sessionBytesDownlink ?? 0)
}

function detailOf(event: Exclude<CardEvent, Usage>): string | null {
  switch (event.kind) {
    case 'enforcement':
      return event.action
    case 'report':
      return event.report
    case 'snooze':
      return event.detector
    case 'policy':
      return event.version
    case 'profile':
      return event.cardClass
    case 'tick':
      return null
  }
}
