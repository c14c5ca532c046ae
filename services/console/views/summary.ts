import { z } from 'zod'

const Count = z.coerce.number()

/** How much of what there is in the range. */
export const Summary = z.object({
  alerts: z.object({
    live: Count,
    shadow: Count,
    critical: Count,
    high: Count,
    medium: Count,
    low: Count,
    cards: Count,
  }),
  /** Proposals by what became of them. */
  actions: z.object({
    flagged: Count,
    reverified: Count,
    barred: Count,
    suspended: Count,
    held: Count,
    failed: Count,
  }),
  detectors: z.array(z.object({ detector: z.string(), alerts: Count })),
})
export type Summary = z.infer<typeof Summary>
