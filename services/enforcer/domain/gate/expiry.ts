import type { Check } from './check.ts'

/** Nothing goes out at or after its end. A person may decide anew. */
export const expiry: Check = ({ decision, logTime }) =>
  decision.expiresAt > logTime ? null : 'expired'
