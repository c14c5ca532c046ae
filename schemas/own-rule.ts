import { z } from 'zod'
import { Label } from './identifiers.ts'
import { CardClass, DetectorMode, Severity } from './policy.ts'

/** One number held against one limit: above or below trips, at least is the support it needs. */
const OwnCondition = z
  .strictObject({
    /** `measure.window`, as in evidence. */
    feature: Label,
    above: z.number().nonnegative().optional(),
    below: z.number().positive().optional(),
    atLeast: z.number().positive().optional(),
  })
  .refine(
    ({ above, below, atLeast }) =>
      [above, below, atLeast].filter((limit) => limit !== undefined).length === 1,
    { message: 'a condition has one of above, below and atLeast' },
  )
export type OwnCondition = z.infer<typeof OwnCondition>

/** `{0}`, `{1}` …: what was observed, in the order of the conditions. Bounded: it is in every alert. */
const Wording = z.string().min(1).max(500)

/** A rule without code: all its conditions together raise a flag, and nothing more. */
export const OwnRule = z.strictObject({
  classes: z.array(CardClass).min(1),
  mode: DetectorMode.exclude(['off']),
  severity: Severity,
  /** One signal with the detectors of this family. */
  family: z.enum(['contract', 'calling', 'device', 'history']).default('calling'),
  conditions: z
    .array(OwnCondition)
    .min(1)
    .max(8)
    .refine((conditions) => conditions.some(({ atLeast }) => atLeast === undefined), {
      message: 'nothing trips: at least one condition says above or below',
    }),
  quietMinutes: z.int().positive().optional(),
  reason: z.strictObject({ en: Wording, zh: Wording }),
  /** The clause it serves. */
  requirement: Label.optional(),
})
export type OwnRule = z.infer<typeof OwnRule>
