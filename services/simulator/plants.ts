import type { CardRequest } from './cards/card-request.ts'
import { makeIotCard } from './cards/iot-card.ts'
import { makeOrdinaryCard } from './cards/ordinary-card.ts'
import { makeTelesalesCard } from './cards/telesales-card.ts'
import { endOfLocalDay, MINUTE_MS } from './domain/local-time.ts'
import { Random } from './domain/random.ts'
import type { SimulatedCard, UsageRecord } from './domain/simulated-card.ts'
import { usageRecord } from './domain/usage-record.ts'
import { STORIES } from './stories/catalogue.ts'
import type { Span, Story } from './stories/story.ts'

/** Misuse on one card: everything it does in its story. */
export interface Plant {
  readonly story: Story
  readonly card: SimulatedCard
  readonly span: Span
  readonly events: readonly PlantedEvent[]
}

interface PlantedEvent {
  readonly usage: UsageRecord
  readonly tips: boolean
}

export interface WaveSettings {
  readonly seed: number
  readonly startAt: number
  /** Null: the run goes on until it is stopped. */
  readonly endAt: number | null
  readonly plantsPerStory: number
}

/** Every story is played once in each wave; the longest fits with room to spare. */
export const WAVE_MS = 100 * MINUTE_MS
const LEAD_MS = 2 * MINUTE_MS
/** Between the last act and the end of a wave: for commands to come and silence to be seen. */
const TAIL_MS = 3 * MINUTE_MS
/** Numbers of planted cards begin here; a fleet is smaller. */
const FIRST_INDEX = 900_000

/**
 * The misuse of wave `number`, on fresh cards, spread over its 100 minutes. In a last wave that is cut
 * short only those stories are planted that fit.
 */
export function plantsOf(settings: WaveSettings, number: number): readonly Plant[] {
  const from = settings.startAt + number * WAVE_MS
  const until = Math.min(from + WAVE_MS, settings.endAt ?? Infinity)
  const plants: Plant[] = []
  for (const [storyIndex, story] of STORIES.entries()) {
    for (let copy = 0; copy < settings.plantsPerStory; copy += 1) {
      const index =
        FIRST_INDEX + (number * STORIES.length + storyIndex) * settings.plantsPerStory + copy
      const random = new Random(`${settings.seed}/plant/${number}/${story.id}/${copy}`)
      const span = placeStory(story, { from: from + LEAD_MS, until: until - TAIL_MS, random })
      if (span) plants.push(plant(story, span, { ...settings, index }))
    }
  }
  return plants
}

/** When the story is played inside the wave; null: it does not fit. Days and cycles end at midnight. */
function placeStory({ spanMinutes }: Story, wave: Span): Span | null {
  const { random } = wave
  const lengthMs = spanMinutes * MINUTE_MS
  const roomMs = wave.until - wave.from - lengthMs
  if (roomMs < 0) return null
  const from = wave.from + Math.floor(random.next() * roomMs)
  const midnight = endOfLocalDay(from)
  if (from + lengthMs <= midnight) return { from, until: from + lengthMs, random }
  if (midnight + lengthMs <= wave.until)
    return { from: midnight, until: midnight + lengthMs, random }
  return midnight - lengthMs >= wave.from
    ? { from: midnight - lengthMs, until: midnight, random }
    : null
}

function plant(story: Story, span: Span, request: CardRequest): Plant {
  const card = makePlantCard(story, span, request)
  const scenes = story.play({ ...span, card })
  const events = scenes.map(({ act, tips = false }, number) => ({
    usage: usageRecord(card, act, `${card.number}-s${number}`),
    tips,
  }))
  return { story, card, span, events }
}

function makePlantCard({ card }: Story, span: Span, request: CardRequest): SimulatedCard {
  const planted = makeCard(card.cardClass, { ...request, terms: card.terms?.(span) ?? {} })
  return { ...planted, hasProfile: card.hasProfile ?? true }
}

function makeCard(cardClass: Story['card']['cardClass'], request: CardRequest): SimulatedCard {
  switch (cardClass) {
    case 'ordinary':
      return makeOrdinaryCard(request)
    case 'telesales':
      return makeTelesalesCard(request)
    case 'iot':
      return makeIotCard(request)
  }
}
