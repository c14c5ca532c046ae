import { z } from 'zod'
import { FeatureEvidence } from '#schemas/alert.ts'
import { AlertRow } from './alert-row.ts'

/** A usage record that shows the misuse; the other party is a token. */
export const SampleEvent = z.object({
  eventTime: z.number(),
  service: z.string(),
  direction: z.string(),
  durationSeconds: z.number().nullable(),
  answered: z.boolean().nullable(),
  bytes: z.number(),
  peer: z.string(),
  peerKind: z.string(),
  region: z.string(),
  visitedPlmn: z.string(),
  imei: z.string(),
  appCategory: z.string(),
})
export type SampleEvent = z.infer<typeof SampleEvent>

/** Why an alert was raised: the stored evidence and nothing newer. */
export const Explanation = z.object({
  alert: AlertRow,
  exceptionId: z.string(),
  features: z.array(FeatureEvidence),
  offset: z.object({ topic: z.string(), partition: z.number(), offset: z.string() }),
  detectorVersion: z.number(),
  policyVersion: z.string(),
  profileVersion: z.number().nullable(),
  /** Null: the history cannot be reached now. */
  samples: z.array(SampleEvent).nullable(),
})
export type Explanation = z.infer<typeof Explanation>
