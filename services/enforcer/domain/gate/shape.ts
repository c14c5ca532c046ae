import type { Proposal } from '#schemas/enforcement-event.ts'

/** How far a decision's clock may be ahead of the broker's. */
const MAXIMUM_LEAD_MS = 10 * 60_000
/** A reason goes into the command and the audit record: these must stay below a record's limit. */
const MAXIMUM_REASON_LENGTH = 4_096

/** What is wrong with a proposal in itself, in words; null when nothing is. */
export function misshapen(proposal: Proposal, appendedAt: number): string | null {
  const { action, functions, decidedAt, expiresAt, reason } = proposal
  if (action === 'bar' && !functions?.length) return 'bar names no function'
  if (action !== 'bar' && functions !== null) return `${action} names functions`
  if (expiresAt <= decidedAt) return 'it expires before it was decided'
  if (decidedAt > appendedAt + MAXIMUM_LEAD_MS) return 'it was decided in the future'
  if (Math.max(reason.en.length, reason.zh.length) > MAXIMUM_REASON_LENGTH) {
    return `its reason is longer than ${MAXIMUM_REASON_LENGTH} characters`
  }
  return null
}
