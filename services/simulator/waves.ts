import { endOfLocalDay, MINUTE_MS } from './domain/local-time.ts'
import { Random } from './domain/random.ts'
import { makePlant, type Plant } from './plants.ts'
import { DEMO_STORIES } from './stories/catalogue.ts'
import type { Span, Story } from './stories/story.ts'

export interface WaveSettings {
  readonly seed: number
  readonly startAt: number
  /** Null: the run goes on until it is stopped. */
  readonly endAt: number | null
  readonly plantsPerStory: number
  /** What is planted; absent: the stories of the demo. */
  readonly stories?: readonly Story[]
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
 * short only those stories are planted that fit. Each story plants one card.
 */
export function plantsOf(settings: WaveSettings, number: number): readonly Plant[] {
  const { seed, startAt, plantsPerStory, stories = DEMO_STORIES } = settings
  const from = startAt + number * WAVE_MS
  const until = Math.min(from + WAVE_MS, settings.endAt ?? Infinity)
  const plants: Plant[] = []
  for (const [storyIndex, story] of stories.entries()) {
    for (let copy = 0; copy < plantsPerStory; copy += 1) {
      const index = FIRST_INDEX + (number * stories.length + storyIndex) * plantsPerStory + copy
      const random = new Random(`${seed}/plant/${number}/${story.id}/${copy}`)
      const span = placeStory(story, { from: from + LEAD_MS, until: until - TAIL_MS, random })
      if (span) plants.push(makePlant({ story, strength: 'clear', span, seed, startAt, index }))
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
