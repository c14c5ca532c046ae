import { DAY_MS, HOUR_MS } from '../domain/local-time.ts'
import { type ActScene, type Stage, spreadOver } from './story.ts'

/** Hours from the start of the span that a day of misuse lasts. */
const HOURS = 9

/** Times of `perDay` acts on each of the first `days` days of the span. */
export function onDays(stage: Stage, days: number, perDay: number): readonly number[] {
  return Array.from({ length: days }, (_, day) => stage.from + day * DAY_MS).flatMap((from) =>
    spreadOver({ ...stage, from, until: from + HOURS * HOUR_MS }, perDay),
  )
}

/** The acts of all in the order of time. */
export function inOrder(scenes: readonly ActScene[]): readonly ActScene[] {
  return scenes.toSorted((left, right) => left.act.at - right.act.at)
}
