import { z } from 'zod'
import { Limit } from '#schemas/policy.ts'
import { above, defineDetector } from './detector.ts'

/**
 * Use after the card or the function was stopped, by a command or by its contract, and after the
 * grace that a stop takes: `usageStopped.1d > maximumEvents`. The stop did not work, or the card came
 * back by another way; each thing that is done to the card begins a new case.
 */
export const useAfterStop = defineDetector({
  id: 'use-after-stop',
  version: 1,
  family: 'contract',
  basis: 'hardBreach',
  exceptionId: 'SW_CONTRACT',
  requirement: 'MIIT-10/5',
  features: ['usageStopped.1d'],
  settings: z.strictObject({ maximumEvents: Limit }),
  alternatives: (_card, { maximumEvents }) => [
    {
      when: [above('usageStopped.1d', maximumEvents)],
      say: ([events]) => ({
        en: `Used ${events} time(s) within a day after it was stopped`,
        zh: `停机后一天内仍使用 ${events} 次`,
      }),
    },
  ],
})
