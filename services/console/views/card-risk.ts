import { z } from 'zod'
import { Severity } from '#schemas/policy.ts'

/** What one family of detectors adds to a card's risk, by its strongest alert. */
const RiskTerm = z.object({
  /** Detectors of one family are one signal; a rule of the policy's own is one by its id. */
  family: z.string(),
  alertId: z.string(),
  detector: z.string(),
  severity: Severity,
  /** Of the severity. */
  weight: z.number(),
  /** Of the alert, 0..1. */
  score: z.number(),
  /** Since the alert was last confirmed. */
  ageMs: z.number(),
  /** Half of it every 7 days. */
  decay: z.number(),
  /** weight · score · decay. */
  value: z.number(),
  /** Of the sum of all values, 0..1. */
  share: z.number(),
})
export type RiskTerm = z.infer<typeof RiskTerm>

/** 1 − Π(1 − value): 0 without a term, 1 where one of them is certain. */
const Risk = z.object({ score: z.number(), terms: z.array(RiskTerm) })
export type Risk = z.infer<typeof Risk>

/** How much a card stands out at a moment. It sorts; nothing acts on it. */
export const CardRisk = z.object({
  /** Epoch milliseconds. */
  asOf: z.int(),
  live: Risk,
  /** What the rules under trial would make of it; in no way part of `live`. */
  shadow: Risk,
})
export type CardRisk = z.infer<typeof CardRisk>
