import { z } from 'zod'

const CarrierDays = z.record(z.string(), z.int().positive())

/** What a card remembers of its peers and devices reaches back no further. Ours. */
export const MOST_LATENESS_HOURS = 72

/** What holds for all detectors, the section `common`. */
export const CommonSettings = z.strictObject({
  reverifyHours: z.int().positive().default(24),
  corroborationHours: z.int().positive().default(24),
  /** How long a card's usage may come out of order and event ids are kept. */
  allowedLatenessHours: z.number().positive().max(MOST_LATENESS_HOURS),
  minimumQuietMinutes: z.int().positive(),
  shadowDaysBeforeLive: z.int().nonnegative().optional(),
  shortCallSeconds: z.int().positive().optional(),
  shortGapSeconds: z.int().positive().optional(),
  newCardDays: z.int().positive().optional(),
  silentDays: z.number().positive(),
  unregisteredGraceMinutes: z.number().nonnegative(),
  regionGraceMinutes: z.number().nonnegative().optional(),
  stopGraceMinutes: z.number().nonnegative().optional(),
  riskListDays: z.int().positive().optional(),
  /** A source whose newest event is this far behind log time is late: silence proves nothing. */
  lateSourceMinutes: z.number().positive().default(60),
  /** How long a proposal may be acted on by a machine, from its decision. */
  proposalValidMinutes: z.number().positive().default(60),
  billingCycleStartDay: z.record(z.string(), z.int().min(1).max(31)),
  testDays: CarrierDays.optional(),
})
