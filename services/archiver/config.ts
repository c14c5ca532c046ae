import { z } from 'zod'
import { clickhouse, connection } from '#runtime/config.ts'

const MIB = 1_048_576

export const ArchiverConfig = z.object({
  ...connection,
  ...clickhouse,
  TOPIC_EPOCH: z.coerce
    .number()
    .int()
    .min(1)
    .max(65_535)
    .default(1)
    .describe('1 at first; raised when the topics are created anew, so that newer rows win'),
  BATCH_ROWS: z.coerce
    .number()
    .int()
    .min(1)
    .max(1_000_000)
    .default(100_000)
    .describe('most rows of one insert'),
  BATCH_MS: z.coerce
    .number()
    .int()
    .min(10)
    .max(60_000)
    .default(1_000)
    .describe('milliseconds a row waits at most for others'),
  BUFFER_BYTES: z.coerce
    .number()
    .int()
    .min(MIB)
    .default(192 * MIB)
    .describe('memory for rows that are not stored yet, in bytes'),
})
export type ArchiverConfig = z.infer<typeof ArchiverConfig>
