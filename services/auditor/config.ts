import { z } from 'zod'
import { clickhouse, connection } from '#runtime/config.ts'

const { LOG_LEVEL, OPS_HOST, OPS_PORT, CLOCK, ALLOW_INSECURE } = connection

/** The auditor's settings. It asks ClickHouse alone; Kafka it does not know. */
export const AuditorConfig = z.object({
  LOG_LEVEL,
  OPS_HOST,
  OPS_PORT,
  CLOCK,
  ALLOW_INSECURE,
  ...clickhouse,
  LOOK_SECONDS: z.coerce
    .number()
    .min(0.1)
    .max(3_600)
    .default(60)
    .describe('seconds between two looks at which audits are due'),
})
