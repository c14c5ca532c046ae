import type { Step } from './step.ts'

/** `event: step` of the stream (`event: alert` is an AlertRow): news of what was done about an alert. */
export interface LiveStep {
  readonly alertId: string
  readonly step: Step
}
