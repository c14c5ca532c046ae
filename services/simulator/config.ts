import { z } from 'zod'
import { connection } from '#runtime/config.ts'

const whole = z.coerce.number().int().min(0)

/** What is simulated. The same values give the same feed, byte for byte. */
const simulation = {
  SEED: whole.default(1).describe('a whole number; another one makes another fleet'),
  CARDS: whole.max(900_000).default(10_000).describe('how many honest cards'),
  SPEED: z.coerce
    .number()
    .positive()
    .max(100_000)
    .default(120)
    .describe('how many times faster than the wall the feed runs; 1 with CLOCK=wall'),
  RUN_SECONDS: z.coerce
    .number()
    .min(0)
    .default(0)
    .describe('how long usage comes, wall seconds; 0: until stopped'),
  START: z.iso
    .datetime({ offset: true })
    .default('2026-03-10T08:00:00+08:00')
    .transform((text) => Date.parse(text))
    .describe('where the feed begins, such as 2026-03-10T08:00:00+08:00'),
  PLANTS_PER_STORY: whole.max(100).default(3).describe('cards on which each misuse is planted'),
  RATE: z.coerce
    .number()
    .positive()
    .optional()
    .describe(
      'usage records a wall second, by how finely data sessions are cut; without it: as usual',
    ),
}

/** For `--out`: files only, no server. */
export const fileSettings = z.object(simulation)

/** For a live run. */
export const liveSettings = z
  .object({
    ...connection,
    ...simulation,
    CARRIER_DELAY_MS: whole
      .default(300)
      .describe('how long the carrier takes to act, milliseconds'),
    PROFILE_LEAD_MS: whole
      .default(1_000)
      .describe('pause between the profiles and the first usage, milliseconds'),
    GROUND_TRUTH_FILE: z.string().optional().describe('file for what is planted, NDJSON'),
    SUMMARY_FILE: z.string().optional().describe('file for the counts, rewritten every second'),
  })
  .refine(({ CLOCK, SPEED }) => CLOCK === 'feed' || SPEED === 1, {
    path: ['SPEED'],
    message: 'with CLOCK=wall it must be 1',
  })

type Simulation = z.output<typeof fileSettings>

/** The feed's settings; `startAt` in epoch milliseconds. */
export function feedSettings(config: Simulation, startAt = config.START) {
  const lengthMs = config.RUN_SECONDS * config.SPEED * 1_000
  return {
    seed: config.SEED,
    cards: config.CARDS,
    startAt,
    endAt: lengthMs > 0 ? startAt + lengthMs : null,
    plantsPerStory: config.PLANTS_PER_STORY,
    eventsPerHour: config.RATE === undefined ? null : (config.RATE * 3_600) / config.SPEED,
  }
}
