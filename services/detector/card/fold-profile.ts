import { imeiKey } from '#schemas/identifiers.ts'
import type { Profile } from '#schemas/profile.ts'
import { addToCell } from '../domain/cells.ts'
import type { Moment } from '../domain/moment.ts'
import { MEASURES } from '../features/catalogue.ts'
import type { CardState } from './card-state.ts'
import { profileAt } from './card-state.ts'
import { columnOf } from './fold-usage.ts'

/**
 * Takes a profile into its place by event time. One that differs from the one before it only in
 * its time has no effect; a late one judges nothing anew. Gives the measures that counted it, or
 * undefined when it says nothing new. Changes the state.
 */
export function foldProfile(
  profile: Profile,
  moment: Moment,
  state: CardState,
): Set<string> | undefined {
  const before = profileAt(state, profile.eventTime)
  if (before && contentOf(before) === contentOf(profile)) return undefined
  const isNewest = state.profiles.every(({ eventTime }) => eventTime <= profile.eventTime)
  const others = state.profiles.filter(({ eventTime }) => eventTime !== profile.eventTime)
  state.profiles = [...others, profile].sort((a, b) => a.eventTime - b.eventTime)
  if (isNewest) state.testSince = testSinceOf(profile, state)
  if (!before || !isNewest || !isRebound(before, profile)) return new Set()
  const column = columnOf(state, 'rebinds/month', MEASURES.rebinds)
  addToCell(column, { start: moment.month.start, what: 1, weight: 1 })
  return new Set(['rebinds'])
}

function testSinceOf({ status, eventTime }: Profile, { testSince }: CardState) {
  return status === 'test' ? (testSince ?? eventTime) : undefined
}

/** Null and absent say the same. */
export function contentOf({ eventTime: _, ...content }: Profile): string {
  return JSON.stringify(content, (_key, value) => value ?? undefined)
}

/** The first list of devices binds; only another one after it is a change. */
export function isRebound(before: Profile, after: Profile): boolean {
  return (before.boundImeis ?? []).length > 0 && bindingOf(before) !== bindingOf(after)
}

function bindingOf({ boundImeis }: Profile): string {
  return JSON.stringify((boundImeis ?? []).map(imeiKey).sort())
}
