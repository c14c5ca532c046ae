import { costOf } from '../weight.ts'
import type { Check } from './check.ts'

/** What is above a tenant's budget waits until the hour has moved on. No approval raises it. */
export const budget: Check = ({ proposal, budget: ledger }) =>
  ledger.fits(costOf(proposal)) ? null : 'budget'
