import { z } from 'zod'
import { clickhouse, connection } from '#runtime/config.ts'
import { machineBytes } from '#runtime/machine-bytes.ts'

const MIB = 1_048_576

export const DetectorConfig = z.object({
  ...connection,
  ...clickhouse,
  TOPIC_EPOCH: whole(1, 65_535)
    .default(1)
    .describe('1 at first; raised when card.events is created anew'),
  FACTS_EPOCH: whole(1, 65_535)
    .default(1)
    .describe('1 at first; raised when group.facts is created anew'),
  CHECKPOINT_SECONDS: z.coerce
    .number()
    .min(0.2)
    .max(60)
    .default(5)
    .describe('seconds between two checkpoints of a partition: what a restart reads again'),
  FLUSH_SECONDS: z.coerce
    .number()
    .min(0.2)
    .max(10)
    .default(2)
    .describe('seconds a feature row waits for later versions of itself'),
  SESSION_TIMEOUT_MS: whole(6_000, 300_000)
    .default(30_000)
    .describe('milliseconds a dead detector keeps its partitions'),
  CARD_BYTES: whole(0, 4_096 * 1_024 * MIB)
    .default(Math.floor(machineBytes() / 3))
    .describe(
      'memory of cards, at most, about, in bytes: a third of the machine; others wait in ClickHouse',
    ),
  BUFFER_ROWS: whole(1, 100_000_000)
    .default(2_000_000)
    .describe('rows that wait in memory while ClickHouse is away, at most'),
  BUFFER_BYTES: whole(MIB, 64 * 1_024 * MIB)
    .default(256 * MIB)
    .describe('memory of rows and checkpoints while ClickHouse is away, at most, in bytes'),
  BUFFER_SECONDS: whole(1, 86_400)
    .default(900)
    .describe('seconds a row waits while ClickHouse is away, before its partition is paused'),
})
export type DetectorConfig = z.infer<typeof DetectorConfig>

function whole(least: number, most: number) {
  return z.coerce.number().int().min(least).max(most)
}
