import type { Check } from './check.ts'
import { fourEyes } from './four-eyes.ts'

/**
 * Lifts, medical devices, the operator's own cards: nothing is sent without two people. Of a card's
 * numbers a proposal only names the iccid, so that is what the policy's list can be held against.
 */
export const protectedCard: Check = ({ proposal, decision, policy }) => {
  const isProtected = proposal.protectedClass !== null || policy.ownNumbers.has(proposal.iccid)
  return isProtected && !fourEyes(decision) ? 'protected' : null
}
