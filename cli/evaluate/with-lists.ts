import type { PolicyDocument } from '#schemas/policy-document.ts'
import { PHONE_TACS } from '../../services/simulator/cards/phone-models.ts'
import { PREMIUM_PREFIX } from '../../services/simulator/stories/high-cost-destination.ts'
import { RISK_CELL } from '../../services/simulator/stories/high-risk-cell.ts'
import { RISK_DEVICE } from '../../services/simulator/stories/high-risk-device.ts'
import { RISK_REGION } from '../../services/simulator/stories/high-risk-region.ts'

/** What an owner of the lists would have written into them for the simulated country. */
const LISTS = {
  homeMcc: ['460'],
  premiumPrefixes: [PREMIUM_PREFIX],
  handsetTacs: [...PHONE_TACS],
  riskDevices: [RISK_DEVICE],
  riskCells: [RISK_CELL],
  riskRegions: [RISK_REGION],
  humanAppCategories: ['social', 'video', 'shopping', 'game'],
} satisfies Partial<PolicyDocument['lists']>

/**
 * The policy with its empty lists filled: a rule that is blind for want of a list says nothing of how
 * well it sees.
 */
export function withLists(document: PolicyDocument): PolicyDocument {
  const empty = Object.entries(LISTS).filter(
    ([name]) => document.lists[name as keyof typeof LISTS].length === 0,
  )
  return { ...document, lists: { ...document.lists, ...Object.fromEntries(empty) } }
}
