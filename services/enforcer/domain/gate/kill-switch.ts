import type { Check } from './check.ts'

/** No approval opens a switch: only turning it off does. */
export const killSwitch: Check = ({ proposal, switches }) =>
  switches.stop(proposal) ? 'switch' : null
