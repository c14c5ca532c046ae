import { z } from 'zod'
import type { DetectorMode } from '#schemas/policy.ts'
import { Severity } from '#schemas/policy.ts'

const SubjectKind = z.enum([
  'card',
  'tenant',
  'reseller',
  'batch',
  'identity',
  'source',
  'platform',
])

const FIXED = z.object({
  subjectKind: SubjectKind,
  subjectId: z.string().min(1),
  tenant: z.string(),
  severity: Severity,
  reasonEn: z.string().min(1),
  reasonZh: z.string().min(1),
  dueAt: z.coerce.number(),
})

/** One row of a query: what is wrong with whom. Columns beyond the fixed ones are its numbers. */
export const Found = z.looseObject(FIXED.shape).transform((row) => {
  const fixed = FIXED.parse(row)
  const numbers = Object.entries(row).filter(([name]) => !(name in FIXED.shape))
  return { ...fixed, details: JSON.stringify(Object.fromEntries(numbers)) }
})
export type Found = z.infer<typeof Found>

/** A finding as it is kept. Times are epoch milliseconds, of the data and not of the machine. */
export interface Finding extends Found {
  readonly audit: string
  readonly requirement: string
  readonly mode: DetectorMode
  readonly state: 'open' | 'resolved'
  /** Empty: nobody yet. */
  readonly owner: string
  readonly policyVersion: string
  readonly openedAt: number
  /** `asOf` of the last run that found it. */
  readonly lastSeenAt: number
  readonly resolvedAt: number | null
  readonly version: number
}
