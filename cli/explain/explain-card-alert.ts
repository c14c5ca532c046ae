import type { Alert, Sentence } from '#schemas/alert.ts'
import type { CardEvent } from '#schemas/card-event.ts'
import { eventOf, type LogItem } from './card-log.ts'
import type { Explanation } from './explanation.ts'
import { featureSteps } from './feature-steps.ts'
import { findTrigger } from './find-trigger.ts'
import { toldRecord } from './told-record.ts'
import { verdictOf } from './verdict-of.ts'

/** Where nobody said another: that of the default policy. */
export const USUAL_ZONE = 'Asia/Shanghai'

/** An alert on one card. */
export type CardAlert = Alert & { readonly iccid: NonNullable<Alert['iccid']> }

/** Explains an alert by the records that its card's log had up to it. */
export function explainCardAlert(
  alert: CardAlert,
  items: readonly LogItem[],
  notes: readonly Sentence[],
): Explanation {
  const { iccid, alertId, evidence } = alert
  const { partition } = evidence.offset
  const trigger = findTrigger(items, { alertId, iccid, partition })
  const steps = trigger ? featureSteps(items, { iccid, partition, trigger }) : undefined
  const own = items.flatMap((item) => {
    const event = item.kind === 'record' ? eventOf(item.raw) : undefined
    return event && 'iccid' in event ? [event] : []
  })
  return {
    alert,
    verdict: verdictOf(alert, trigger?.alert),
    level: trigger?.level ?? null,
    timeZone: trigger?.timeZone ?? USUAL_ZONE,
    cardClass: trigger ? (trigger.profile?.cardClass ?? 'unregistered') : null,
    features: evidence.features.map((one) => ({ ...one, steps: steps?.get(one.name) ?? [] })),
    samples: samplesIn(own, evidence.events),
    facts: [],
    records: own.length,
    notes,
  }
}

function samplesIn(events: readonly CardEvent[], names: readonly string[]) {
  const wanted = new Set(names)
  const told = events.map(toldRecord).filter(({ event }) => wanted.has(event))
  return [...new Map(told.map((one) => [one.event, one])).values()]
}
