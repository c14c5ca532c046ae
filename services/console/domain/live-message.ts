import type { LiveStep } from '../views/live-step.ts'
import type { LiveEvent, LiveLog } from './live-log.ts'
import type { Message } from './outbox.ts'
import { toAlertRow, withoutEvidence } from './stored-alert.ts'

/** Writes events out for the stream, masked; each once, however many look on. */
export function liveMessages(live: LiveLog): (event: LiveEvent) => Message {
  const written = new WeakMap<LiveEvent, Message>()
  return function toMessage(event) {
    const known = written.get(event)
    if (known) return known
    const message = writeOut(event, live)
    written.set(event, message)
    return message
  }
}

function writeOut({ id, news }: LiveEvent, live: LiveLog): Message {
  if (news.kind === 'step') {
    const told: LiveStep = { alertId: news.alertId, step: news.step }
    return { id, event: 'step', data: JSON.stringify(told) }
  }
  const { alert } = news
  const row = toAlertRow(withoutEvidence(alert), live.steps(alert.alertId))
  return { id, event: 'alert', data: JSON.stringify(row) }
}
