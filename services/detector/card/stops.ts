import type { Enforcement } from '#schemas/card-event.ts'
import { CardFunction } from '#schemas/policy.ts'
import type { Profile } from '#schemas/profile.ts'
import type { Usage } from '#schemas/usage.ts'
import type { CardState } from './card-state.ts'

/** Its case is over with each thing that is done to the card: a new stop is a new breach. */
export const AFTER_STOP = 'use-after-stop'

/** Takes in what was done to the card: since when each function is stopped. Changes the state. */
export function foldStop(
  { action, functions, completedAt }: Enforcement,
  { stops }: Pick<CardState, 'stops'>,
): void {
  const named = functions ?? CardFunction.options
  for (const name of named) {
    const since = stops.get(name)
    if (action === 'suspend' || action === 'bar') stops.set(name, since ?? completedAt)
    if (isUndoing(action) && since !== undefined && since <= completedAt) stops.delete(name)
  }
}

/** Gives back what a stop took. */
export function isUndoing(action: Enforcement['action']): boolean {
  return action === 'resume' || action === 'unbar'
}

interface StopTerms {
  readonly profile: Profile | undefined
  /** A stop takes the network a while. */
  readonly graceMs: number
}

/** Whether the card was stopped, by a command or by its contract, before the record and the grace. */
export function isStopped(
  { service, eventTime }: Usage,
  { stops, undoneAt }: CardState,
  { profile, graceMs }: StopTerms,
): boolean {
  const since = stops.get(service)
  if (since !== undefined && eventTime > since + graceMs) return true
  if (profile === undefined || eventTime <= profile.eventTime + graceMs) return false
  // A contract comes late: what was undone after it was told is suspended no more.
  const isSuspended = profile.status === 'suspended' && profile.eventTime > undoneAt
  return isSuspended || profile.status === 'terminated'
}
