import { z } from 'zod'
import { clickhouse, connection } from '#runtime/config.ts'
import { isLoopback } from './domain/loopback.ts'

/** The console's settings. */
export const Config = z.object({
  ...connection,
  ...clickhouse,
  CONSOLE_HOST: z
    .string()
    .refine(isLoopback, 'the console has no login yet, so it answers on this machine only')
    .default('127.0.0.1')
    .describe('127.0.0.1, ::1 or localhost'),
  CONSOLE_PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65_535)
    .default(18_800)
    .describe('port of the pages; 0: any free'),
})
export type Config = z.infer<typeof Config>
