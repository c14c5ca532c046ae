import type { GroupState } from './group-state.ts'

const DAY_MS = 86_400_000
/** A day more than the folds accept, so that nothing late finds an empty group. Ours. */
const KEPT_MS = 3 * DAY_MS
/** Windows of a month, and episodes, which a longer quiet time than that would not outlive. Ours. */
const LONG_MS = 32 * DAY_MS

/** Whether nobody can ask for a group any more, now that usage has come so far. */
export function isForgotten(state: GroupState, newest: number): boolean {
  const { memory, episodes, snoozes } = state
  if (snoozes?.values().some(({ until }) => until > newest)) return false
  const idleMs = newest - state.newest
  if (episodes && idleMs < LONG_MS) return false
  switch (memory.kind) {
    case 'device':
      return idleMs >= (hasNewCard(memory.members) ? LONG_MS : KEPT_MS)
    case 'callee':
      // What somebody has refused stays refused.
      return memory.refusals.size === 0 && idleMs >= KEPT_MS
    case 'pool':
    case 'calls':
      return idleMs >= LONG_MS && !stands(memory.standing)
  }
}

/**
 * Whether usage is so old that its group may have been forgotten since: the group would begin anew,
 * with a part of what it was. Of any group of the kind, or what was late once would count again later.
 */
export function isOfForgotten({ memory }: GroupState, usageTime: number, newest: number): boolean {
  const keptMs = memory.kind === 'device' || memory.kind === 'callee' ? KEPT_MS : LONG_MS
  return usageTime <= newest - keptMs
}

type Memory<Kind> = Extract<GroupState['memory'], { kind: Kind }>

function hasNewCard(members: Memory<'device'>['members']): boolean {
  return members.values().some(({ card, sightings }) => {
    const seen = sightings.at(-1)?.hour ?? 0
    return card.activatedAt !== null && seen - card.activatedAt < 2 * LONG_MS
  })
}

/** A contract still counts for it: no usage would tell that again. */
function stands(standing: Memory<'calls'>['standing']): boolean {
  return standing.values().some((subtotals) => subtotals.values().some(({ value }) => value > 0))
}
