import { z } from 'zod'
import { Sentence } from '#schemas/alert.ts'
import { Severity } from '#schemas/policy.ts'
import { Step } from './step.ts'

/** An alert as a line of the list: masked, without its evidence. */
export const AlertRow = z.object({
  alertId: z.string(),
  revision: z.number(),
  openedAt: z.number(),
  lastAt: z.number(),
  tenant: z.string(),
  /** The end of the ICCID; null when the alert is about a group. */
  card: z.string().nullable(),
  group: z.object({ kind: z.string(), id: z.string() }).nullable(),
  detector: z.string(),
  severity: Severity,
  mode: z.enum(['shadow', 'live']),
  score: z.number(),
  count: z.number(),
  reason: Sentence,
  requirement: z.string(),
  /** What was done about it so far. */
  steps: z.array(Step),
})
export type AlertRow = z.infer<typeof AlertRow>

/** A page of the list. */
export const AlertPage = z.object({
  alerts: z.array(AlertRow),
  /** For the page after it; null at the end of the range. */
  before: z.string().nullable(),
  /** Where the stream goes on from here. */
  position: z.string(),
})
export type AlertPage = z.infer<typeof AlertPage>
