import { z } from 'zod'
import { CommandAction } from '#schemas/command.ts'
import { CardFunction } from '#schemas/policy.ts'
import type { Question } from '../ports.ts'
import type { Step } from '../views/step.ts'

export interface AlertStep {
  readonly alertId: string
  readonly step: Step
}

/**
 * What was done about these alerts. The cards are named too, as the table is sorted by them; of the
 * body only the functions are read.
 */
export function stepsOfAlerts(options: {
  readonly iccids: readonly string[]
  readonly alertIds: readonly string[]
}): Question<AlertStep> {
  return {
    query: `
SELECT alertId, proposalId, commandId, step, action, mode, outcome, reason,
  toUnixTimestamp64Milli(at) AS atMs, JSONExtract(body, 'functions', 'Array(String)') AS functions
FROM commands FINAL
WHERE iccid IN {iccids:Array(String)} AND alertId IN {alertIds:Array(String)} AND step != 'received'
ORDER BY at, proposalId, step
LIMIT 10000`,
    params: { iccids: [...new Set(options.iccids)], alertIds: options.alertIds },
    row: StepRow,
  }
}

const StepRow = z
  .object({
    alertId: z.string(),
    proposalId: z.string(),
    commandId: z.string(),
    step: z.string(),
    /** Empty, or a word of its own, where the record tells of no action on the card. */
    action: CommandAction.nullable().catch(null),
    mode: z.enum(['enforce', 'dryRun']).nullable().catch(null),
    outcome: z.string(),
    reason: z.string(),
    atMs: z.coerce.number(),
    functions: z.array(CardFunction).catch([]),
  })
  .transform(({ alertId, proposalId, commandId, outcome, reason, atMs, ...row }) => ({
    alertId,
    step: {
      ...row,
      proposalId: proposalId || commandId,
      outcome: outcome || null,
      reason: reason || null,
      at: atMs,
    },
  }))
