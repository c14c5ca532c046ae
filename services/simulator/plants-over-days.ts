import { DAY_MS, HOUR_MS, localDay, MINUTE_MS } from './domain/local-time.ts'
import { Random } from './domain/random.ts'
import { makePlant, type Plant } from './plants.ts'
import type { Span, Story } from './stories/story.ts'
import { STRENGTHS, type Strength } from './stories/strength.ts'

export interface DaysSettings {
  readonly seed: number
  /** Local midnight. */
  readonly startAt: number
  readonly days: number
  readonly stories: readonly Story[]
  /** Cards (or groups of cards) for each story and strength. */
  readonly copies: (story: Story) => number
  /** Local days on which nothing is planted, such as a holiday with limits of its own. */
  readonly isKept?: (day: number) => boolean
}

/** Numbers of planted cards begin here; a fleet is smaller. */
const FIRST_INDEX = 900_000
/** Where a story lies that says nothing else, full local hours: when people and machines are awake. */
const CLOCK = [9, 21] as const
const TRIES = 50

/** Each story as often as asked at each of its strengths, at random within the run. */
export function plantsOverDays(settings: DaysSettings): readonly Plant[] {
  const { seed, startAt, stories, copies } = settings
  let index = FIRST_INDEX
  return stories.flatMap((story) =>
    strengthsOf(story).flatMap((strength) =>
      Array.from({ length: copies(story) }, (_, copy) => {
        const random = new Random(`${seed}/days/${story.id}/${strength}/${copy}`)
        const span = placeStory(story, settings, random)
        const plant = makePlant({ story, strength, span, seed, startAt, index })
        index += plant.cards.length
        return plant
      }),
    ),
  )
}

/** A look-alike is one thing only. */
function strengthsOf({ innocent, strengths = STRENGTHS }: Story): readonly Strength[] {
  return innocent === undefined ? strengths : ['below']
}

/** Of many days one that is free; a story of more than a day begins with the clock's first hour. */
function placeStory(story: Story, settings: DaysSettings, random: Random): Span {
  const { spanMinutes, afterDays = 0, clock = CLOCK } = story
  const lengthMs = spanMinutes * MINUTE_MS
  const roomMs = Math.max(0, (clock[1] - clock[0]) * HOUR_MS - lengthMs)
  const lastDay = settings.days - Math.ceil((lengthMs + clock[0] * HOUR_MS) / DAY_MS)
  const offset = clock[0] * HOUR_MS + random.next() * roomMs
  const days = Array.from({ length: TRIES }, () =>
    random.between(Math.min(afterDays, lastDay), Math.max(0, lastDay)),
  )
  const starts = days.map((day) => Math.floor(settings.startAt + day * DAY_MS + offset))
  const from = starts.find((at) => isFree(at, story, settings)) ?? starts[0] ?? settings.startAt
  return { from, until: from + lengthMs, random }
}

function isFree(
  from: number,
  { isOnHoliday = false, spanMinutes }: Story,
  { isKept }: DaysSettings,
): boolean {
  if (!isKept) return true
  // What takes days goes through a holiday as well.
  const isLong = spanMinutes * MINUTE_MS > DAY_MS
  return isOnHoliday ? isKept(localDay(from)) : isLong || !isKept(localDay(from))
}
