import type { AlertRow } from './alert-row.ts'
import type { Step } from './step.ts'

/** `event: alert` of the stream; the steps known so far come with it. */
export type LiveAlert = AlertRow

/** `event: step` of the stream: news of what was done about an alert. */
export interface LiveStep {
  readonly alertId: string
  readonly step: Step
}
