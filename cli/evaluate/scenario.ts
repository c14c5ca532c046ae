import type { Delivery } from '../../services/simulator/delivery.ts'
import { cardEventForm, cardEventProfile } from '../../services/simulator/domain/card-event-form.ts'
import { DAY_MS, localDay, MINUTE_MS } from '../../services/simulator/domain/local-time.ts'
import { Feed } from '../../services/simulator/feed.ts'
import { type GroundTruth, groundTruthOf } from '../../services/simulator/ground-truth.ts'
import { LOOK_ALIKES } from '../../services/simulator/look-alikes/catalogue.ts'
import type { Plant } from '../../services/simulator/plants.ts'
import { plantsOverDays } from '../../services/simulator/plants-over-days.ts'
import { STORIES } from '../../services/simulator/stories/catalogue.ts'

export interface ScenarioSettings {
  readonly seed: number
  /** Normal cards. */
  readonly cards: number
  /** Cards or groups for each story and strength. */
  readonly copies: number
  /** Innocent cards or groups of each kind. */
  readonly lookAlikes: number
  /** Local dates as the policy lists them. */
  readonly holidays: readonly string[]
}

/** What is known of a plant, and when its misuse crossed a limit for the first time. */
export interface KnownPlant {
  readonly truth: GroundTruth
  /** Event time; null: it never does, or nobody can tell beforehand. */
  readonly crossedAt: number | null
}

export interface Scenario {
  readonly known: readonly KnownPlant[]
  readonly days: number
  /** Records of `card.events` in the order of the log, contracts and ticks among them. */
  records(): Generator<object>
}

/** Eighteen days around the festival of 2027, so that the holidays of the default policy are in it. */
const START_AT = Date.parse('2027-01-28T00:00:00+08:00')
export const DAYS = 18
/** Long silences began before: the log opens early, with few records. */
const HISTORY_MS = 80 * DAY_MS
const CHUNK_DELIVERIES = 5_000
/** Usage records an hour and card: data sessions are told in few parts, which no detector minds. */
const EVENTS_PER_CARD_AND_HOUR = 1.5

/** One fleet with everything that is planted in it. The same settings give the same records. */
export function makeScenario(settings: ScenarioSettings): Scenario {
  const plants = plantAll(settings)
  return {
    known: plants.map((plant) => ({ truth: groundTruthOf(plant), crossedAt: crossedAt(plant) })),
    days: DAYS,
    records: () => recordsOf(settings, plants),
  }
}

function plantAll({ seed, copies, lookAlikes, holidays }: ScenarioSettings): readonly Plant[] {
  const holidayDays = new Set(
    holidays.map((date) => localDay(Date.parse(`${date}T00:00:00+08:00`))),
  )
  return plantsOverDays({
    seed,
    startAt: START_AT,
    days: DAYS,
    copies: ({ innocent }) => (innocent === undefined ? copies : lookAlikes),
    stories: [...STORIES, ...LOOK_ALIKES],
    isKept: (day) => holidayDays.has(day),
  })
}

function crossedAt({ events }: Plant): number | null {
  const times = events.filter(({ tips }) => tips).map(({ usage }) => usage.eventTime)
  return times.length > 0 ? Math.min(...times) : null
}

function* recordsOf(
  { seed, cards }: ScenarioSettings,
  planted: readonly Plant[],
): Generator<object> {
  const feed = new Feed({
    seed,
    cards,
    startAt: START_AT,
    endAt: START_AT + DAYS * DAY_MS,
    plantsPerStory: 0,
    eventsPerHour: EVENTS_PER_CARD_AND_HOUR * cards,
    planted,
    opensAt: START_AT - HISTORY_MS,
  })
  let tickedAt = 0
  for (const delivery of deliveriesOf(feed)) {
    const minute = Math.floor(delivery.at / MINUTE_MS) * MINUTE_MS
    if (minute > tickedAt) yield { kind: 'tick', eventTime: minute }
    tickedAt = minute
    const record = recordOf(delivery)
    if (record) yield record
  }
}

function* deliveriesOf(feed: Feed): Generator<Delivery> {
  while (true) {
    const deliveries = feed.take(Infinity, CHUNK_DELIVERIES)
    yield* deliveries
    if (deliveries.length < CHUNK_DELIVERIES) return
  }
}

function recordOf(delivery: Delivery): object | null {
  switch (delivery.kind) {
    case 'profile':
      return cardEventProfile(delivery.profile)
    case 'usage':
      return cardEventForm(delivery.card, delivery.usage)
    case 'report':
      return delivery.report
    case 'truth':
      return null
  }
}
