import type { Check } from './check.ts'
import { fourEyes } from './four-eyes.ts'

/**
 * A carrier cannot resume a soldered card: its suspension waits for two people. The ladder's bar,
 * which can be undone, is a proposal of its own and goes out at once.
 */
export const irreversible: Check = ({ proposal: { soldered, action }, decision }) => {
  if (!soldered || action !== 'suspend') return null
  return fourEyes(decision) ? null : 'irreversible'
}
