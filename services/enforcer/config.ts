import { z } from 'zod'
import { connection } from '#runtime/config.ts'

/** How the process is connected, and until budgets are records of the log, the budget. */
export const EnforcerConfig = z.object({
  ...connection,
  BUDGET_SUSPENDS_PER_HOUR: z.coerce
    .number()
    .int()
    .nonnegative()
    .default(200)
    .describe(
      "what one tenant's commands may cost an hour, in suspensions: a whole number, 0 or more",
    ),
})
