import type { Random } from './random.ts'
import type { Call, DataPart, Message } from './usage-record.ts'

/** An outgoing, answered call to a person, unless told otherwise. */
export function call(
  details: Partial<Call> & { readonly at: number; readonly peer: string },
): Call {
  const { durationSeconds = 40 } = details
  const answered = details.answered ?? durationSeconds > 0
  return {
    service: 'voice',
    direction: 'outgoing',
    peerKind: 'person',
    releaseCause: answered ? 'normal' : 'noAnswer',
    ...details,
    answered,
    durationSeconds: answered ? durationSeconds : 0,
  }
}

/** An outgoing message to a person, unless told otherwise. */
export function message(
  details: Partial<Message> & { readonly at: number; readonly peer: string },
): Message {
  return { service: 'sms', direction: 'outgoing', peerKind: 'person', ...details }
}

/** A part of a data session: one fifth up, the rest down. */
export function dataPart(
  bytes: number,
  details: Partial<DataPart> & { readonly at: number },
): DataPart {
  const bytesUplink = Math.floor(bytes / 5)
  return { service: 'data', bytesUplink, bytesDownlink: bytes - bytesUplink, ...details }
}

/** Why a call that nobody answered ended: of a hundred so many are busy, refused, wrong or given up. */
export function unansweredCause(random: Random): Call['releaseCause'] {
  const place = random.below(100)
  if (place < 18) return 'busy'
  if (place < 28) return 'rejected'
  if (place < 32) return 'invalidNumber'
  return place < 42 ? 'normal' : 'noAnswer'
}
