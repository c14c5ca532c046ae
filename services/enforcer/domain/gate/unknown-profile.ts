import type { Check } from './check.ts'
import { fourEyes } from './four-eyes.ts'

/** A card that nobody has described may be a protected one: it may be flagged, no more. */
export const unknownProfile: Check = ({ proposal: { profileVersion, action }, decision }) => {
  if (profileVersion !== null || action === 'flag') return null
  return fourEyes(decision) ? null : 'unknownProfile'
}
