import type { Check } from './check.ts'

/**
 * How far a machine goes alone. A statistical finding may flag or ask for re-verification; a
 * proposal that calls itself corroborated is believed no more, since only the gate can know. What the
 * ladder wants besides is a person's approval: a second signal is not looked for yet.
 */
export const basis: Check = ({ proposal: { action, basis: restsOn, needs }, decision }) => {
  if (decision.approvers.length > 0) return null
  if (needs !== null) return 'person'
  const reachesFar = action === 'bar' || action === 'suspend'
  const mayReachFar = restsOn === 'hardBreach' || restsOn === 'person'
  return reachesFar && !mayReachFar ? 'person' : null
}
