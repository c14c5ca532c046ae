import { remedyFor } from '../gate-policy.ts'
import type { Check } from './check.ts'

/** Nobody is cut off without being told where to turn: a policy that does not say must be mended. */
export const remedyKnown: Check = ({ proposal, policy }) =>
  remedyFor(policy, proposal.carrier) ? null : 'policy'
