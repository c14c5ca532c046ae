import { z } from 'zod'
import { CardClass, CardFunction, DetectorMode, LadderAction, Level, Severity } from './policy.ts'

/** One rung. `at`: the level that reaches it; `needs`: what must be there besides the finding. */
export const LadderStep = z
  .strictObject({
    at: Level.default('act'),
    action: LadderAction,
    functions: z.array(CardFunction).min(1).optional(),
    needs: z.enum(['corroborated', 'person']).optional(),
    until: z.enum(['day', 'cycle']).optional(),
    hours: z.int().positive().optional(),
    report: z.boolean().optional(),
  })
  .refine(({ action, functions }) => (action === 'bar') === (functions !== undefined), {
    message: 'bar names its functions, other actions name none',
  })
export type LadderStep = z.infer<typeof LadderStep>

const ruleKeys = {
  mode: DetectorMode.optional(),
  /** One word, or one a level. */
  severity: z.union([Severity, z.strictObject({ warn: Severity, act: Severity })]).optional(),
  /** The detector's own schema checks these when it is armed. */
  settings: z.record(z.string(), z.unknown()).optional(),
  ladder: z.array(LadderStep).optional(),
  /** An episode is over when it has not tripped for this long, in event time. */
  quietMinutes: z.int().positive().optional(),
}

const Variant = z.strictObject(ruleKeys)

const variants = {
  withPlan: Variant.optional(),
  withQuota: Variant.optional(),
  soldered: Variant.optional(),
  unbound: Variant.optional(),
}

const ClassRule = z.strictObject({ ...ruleKeys, ...variants })
export type ClassRule = z.infer<typeof ClassRule>

/** What the policy says of one detector; a class's keys replace the detector's, key by key. */
export const DetectorRule = z.strictObject({
  ...ruleKeys,
  ...variants,
  classes: z.partialRecord(CardClass, ClassRule).optional(),
})

export type DetectorRule = z.infer<typeof DetectorRule>
