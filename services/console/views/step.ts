import { z } from 'zod'
import { CommandAction } from '#schemas/command.ts'
import { CardFunction } from '#schemas/policy.ts'

/** Something that happened to a proposal on its way to the card, as far as one record tells. */
export const Step = z.object({
  /** The proposal; of an order without one, the command. */
  proposalId: z.string(),
  /** proposed, held, sent, accepted, completed, rejected, expired, superseded, invalid, unanswered */
  step: z.string(),
  action: CommandAction.nullable(),
  functions: z.array(CardFunction),
  mode: z.enum(['enforce', 'dryRun']).nullable(),
  /** Log time, epoch milliseconds. */
  at: z.number(),
  outcome: z.string().nullable(),
  /** Of what was held or refused: why. Of a failure: the carrier's code. */
  reason: z.string().nullable(),
})
export type Step = z.infer<typeof Step>
