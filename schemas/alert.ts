import { z } from 'zod'
import { DerivedId, EpochMs, Iccid, Label } from './identifiers.ts'
import { Severity } from './policy.ts'

/** A sentence for people, in both languages. */
export const Sentence = z.object({ en: z.string().min(1), zh: z.string().min(1) })
export type Sentence = z.infer<typeof Sentence>

/** The card's own normal that an observation is held against. */
const Baseline = z.object({ median: z.number(), spread: z.number(), days: z.int().nonnegative() })

/** What was observed, what was allowed, and who said so. */
export const FeatureEvidence = z.object({
  /** `measure.window`. */
  name: Label,
  observed: z.number(),
  comparator: z.enum(['>', '>=', '<', '<=']),
  threshold: z.number(),
  /** `policy cn-default@7, class iot` or `contract <profile time>`. */
  origin: z.string().min(1),
  /** Half-open, epoch milliseconds. */
  window: z.tuple([z.int(), z.int()]),
  baseline: Baseline.nullable(),
  /** Share of the score, 0..1. */
  contribution: z.number().min(0).max(1),
})
export type FeatureEvidence = z.infer<typeof FeatureEvidence>

/** One episode of one detector on one card. Comes again with a higher revision while it grows. */
export const Alert = z.object({
  /** Derived from the record that opened the episode, so a replay gives the same id. */
  alertId: DerivedId,
  revision: z.int().positive(),
  detector: Label,
  /** One of TS 29.520, or ours (`SW_…`). */
  exceptionId: Label,
  tenant: Label,
  iccid: Iccid.nullable(),
  group: z.object({ kind: Label, id: Label }).nullable(),
  severity: Severity,
  score: z.number().min(0).max(1),
  mode: z.enum(['shadow', 'live']),
  openedAt: EpochMs,
  lastAt: EpochMs,
  count: z.int().positive(),
  reason: Sentence,
  evidence: z.object({
    features: z.array(FeatureEvidence),
    /** `source/eventId` of the records that show it, newest last. */
    events: z.array(z.string()),
    offset: z.object({ topic: z.string(), partition: z.int(), offset: z.string() }),
    detectorVersion: z.int(),
    policyVersion: z.string(),
    /** `eventTime` of the profile in force; null without one. */
    profileVersion: z.int().nullable(),
    requirement: z.string(),
    /** Of a group: the cards that the finding names, newest first, at most a hundred. */
    members: z.array(Iccid).max(100).optional(),
    /** Of a group: how many cards that are. */
    memberCount: z.int().nonnegative().optional(),
  }),
})
export type Alert = z.infer<typeof Alert>
