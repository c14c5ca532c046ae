import { z } from 'zod'
import { DetectorRule } from './detector-rule.ts'

/** Other words for some detectors, key by key as in `detectors`. */
export const Override = z.strictObject({ detectors: z.record(z.string(), DetectorRule) })

/** What of a profile a group is told by, widest first: the narrowest that is named wins. */
export const GroupKind = z.enum(['reseller', 'batch', 'pool'])
export type GroupKind = z.infer<typeof GroupKind>

/** `pool:pool-12`. */
export const GroupKey = z
  .string()
  .max(300)
  .regex(/^(reseller|batch|pool):./, 'a group looks like reseller:mvno-7, batch:b-1 or pool:p-1')
