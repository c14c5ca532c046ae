import type { Proposal } from '#schemas/enforcement-event.ts'
import type { Cost } from './budget-ledger.ts'

/** A budget is counted in whole tenths of a suspension: sums of fractions would drift. */
export const TENTHS_PER_SUSPENSION = 10

type Weighed = Pick<Proposal, 'action' | 'basis' | 'family'>

/** What a proposal costs. A bar of what the contract closed anyway is nearly free: "at once" must fit. */
function weightTenths({ action, basis, family }: Weighed): number {
  switch (action) {
    case 'suspend':
      return TENTHS_PER_SUSPENSION
    case 'bar':
      return basis === 'hardBreach' && family === 'contract' ? 1 : 5
    case 'reverify':
      return 1
    case 'flag':
      return 0
  }
}

export function costOf(proposal: Weighed & Pick<Proposal, 'tenant'>): Cost {
  return { tenant: proposal.tenant, tenths: weightTenths(proposal) }
}
