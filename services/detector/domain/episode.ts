import type { Level } from '#schemas/policy.ts'

/** Which findings belong together: until a quiet time, or within a day, a cycle, one profile. */
export type EpisodeScope = 'quiet' | 'day' | 'cycle' | 'profile'

/** A run of findings of one detector on one card that belong together. One alert. Plain data. */
export interface Episode {
  readonly alertId: string
  readonly openedAt: number
  readonly lastAt: number
  readonly count: number
  readonly revision: number
  /** The count that the newest revision told. */
  readonly toldCount: number
  readonly level: Level
  /** Start of the day, cycle or profile it belongs to; 0 for `quiet`. */
  readonly scopeStart: number
  /** Ladder steps proposed so far, `action/functions`. */
  readonly proposed: readonly string[]
  /** The newest records that show it. */
  readonly events: readonly string[]
}

export interface Sighting {
  readonly eventTime: number
  readonly level: Level
  readonly event: string
  /** The alert's id, should this sighting open an episode. */
  readonly alertId: string
  readonly scope: EpisodeScope
  /** For every scope but `quiet`. */
  readonly scopeStart: number
  readonly quietMs: number
}

/** As many as the console shows. */
const MOST_EVENTS = 20

/** Carries an episode on, or opens one. Tells a revision when the level rises or the count doubles. */
export function continueEpisode(before: Episode | undefined, sighting: Sighting): Episode {
  if (before === undefined || isOver(before, sighting)) return open(sighting)
  const count = before.count + 1
  const level = before.level === 'act' ? 'act' : sighting.level
  const tells = level !== before.level || count >= 2 * before.toldCount
  return {
    ...before,
    lastAt: Math.max(before.lastAt, sighting.eventTime),
    count,
    level,
    revision: before.revision + (tells ? 1 : 0),
    toldCount: tells ? count : before.toldCount,
    events: [...before.events, sighting.event].slice(-MOST_EVENTS),
  }
}

function isOver(before: Episode, { scope, scopeStart, eventTime, quietMs }: Sighting): boolean {
  if (scope === 'quiet') return eventTime - before.lastAt > quietMs
  return scopeStart > before.scopeStart
}

function open({ alertId, eventTime, level, event, scope, scopeStart }: Sighting): Episode {
  return {
    alertId,
    openedAt: eventTime,
    lastAt: eventTime,
    count: 1,
    revision: 1,
    toldCount: 1,
    level,
    scopeStart: scope === 'quiet' ? 0 : scopeStart,
    proposed: [],
    events: [event],
  }
}
