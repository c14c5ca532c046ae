import type { Alert } from '#schemas/alert.ts'
import type { CardEvent } from '#schemas/card-event.ts'
import type { Level } from '#schemas/policy.ts'
import type { Profile } from '#schemas/profile.ts'
import type { CardView } from '../../services/detector/card/card-view.ts'
import { type Moment, spanOf } from '../../services/detector/domain/moment.ts'
import { isSliding, judgedAt } from '../../services/detector/domain/window.ts'
import { type FeatureName, MEASURES } from '../../services/detector/features/catalogue.ts'
import { measureOf, windowOf } from '../../services/detector/features/feature-parts.ts'
import type { Partition } from '../../services/detector/partition.ts'
import { eventOf, type LogItem } from './card-log.ts'
import { type Judged, replayCard } from './replay-card.ts'

/** The record of a replay that told the newest revision of an alert, and how it was looked at. */
export interface Trigger {
  /** As the replay told it. */
  readonly alert: Alert
  /** The worst level of the episode up to here. */
  readonly level: Level | null
  /** From when its windows were looked at. */
  readonly moment: Moment
  readonly profile: Profile | undefined
  readonly timeZone: string
  /** Of its item. */
  readonly index: number
}

/** Which alert, on which card. */
export interface Wanted {
  readonly alertId: string
  readonly iccid: Alert['iccid'] & string
  readonly partition: number
}

/** Undefined: the records do not lead to this alert. */
export function findTrigger(items: readonly LogItem[], wanted: Wanted): Trigger | undefined {
  let found: Trigger | undefined
  replayCard(items, {
    partition: wanted.partition,
    after(judged) {
      for (const output of judged.outputs) {
        if (output.type !== 'alert' || output.alert.alertId !== wanted.alertId) continue
        found = triggerOf(output.alert, judged, wanted) ?? found
      }
    },
  })
  return found
}

function triggerOf(alert: Alert, judged: Judged, { iccid }: Wanted): Trigger | undefined {
  const { raw, partition, index } = judged
  const event = eventOf(raw)
  const card = partition.book.find(iccid)
  if (!event || !card) return undefined
  const profile = card.profileAt(event.eventTime)
  return {
    alert,
    level: card.episode(alert.detector)?.level ?? null,
    moment: lookedAt(alert, momentOf(event, profile, partition), card),
    profile,
    timeZone: profile?.timeZone ?? partition.policy.timeZone,
    index,
  }
}

function momentOf(event: CardEvent, profile: Profile | undefined, partition: Partition): Moment {
  const moment = partition.momentOf(event.eventTime, profile)
  const isContact = event.kind === 'usage' && event.service !== 'data'
  return isContact ? { ...moment, peer: event.peer ?? undefined } : moment
}

/** A record out of order may have tripped in a later slide: the one whose windows the alert shows. */
function lookedAt(alert: Alert, moment: Moment, card: CardView): Moment {
  const { features } = alert.evidence
  const windows = features
    .map(({ name }) => windowOf(name as FeatureName))
    .filter((window) => isSliding(window))
  const fits = (at: number) =>
    features.every(({ name, window: [start, end] }) => {
      const span = spanOf(windowOf(name as FeatureName), { ...moment, at })
      return span.start === start && span.end === end
    })
  const at = judgedAt(moment.eventTime, card.newest, windows).find(fits)
  return at === undefined ? moment : { ...moment, at }
}

/** Whether this version of the detector still has a feature. */
export function isFeature(name: string): name is FeatureName {
  return Object.hasOwn(MEASURES, measureOf(name as FeatureName))
}
