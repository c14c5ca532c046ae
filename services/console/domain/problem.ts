import { z } from 'zod'

/** An answer that says what went wrong, RFC 9457, as `application/problem+json`. */
export const Problem = z.object({
  title: z.string(),
  status: z.number(),
  /** A sentence for people. */
  detail: z.string(),
  /** Names the log line about it. */
  requestId: z.string(),
})
export type Problem = z.infer<typeof Problem>

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8'
