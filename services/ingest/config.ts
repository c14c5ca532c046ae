import { z } from 'zod'
import { connection, secret } from '#runtime/config.ts'

/** Shortest key of peer tokens, bytes: 128 bits, so that nobody finds it by trying. */
const MIN_KEY_BYTES = 16

/** How ingest is connected, and the key that only it has. */
export const IngestConfig = z.object({
  ...connection,
  PEER_TOKEN_KEY: secret(
    `secret that peers are hidden with, at least ${MIN_KEY_BYTES} bytes; another key makes other tokens`,
  ).refine((key) => Buffer.byteLength(key.reveal()) >= MIN_KEY_BYTES, {
    message: `it is shorter than ${MIN_KEY_BYTES} bytes`,
  }),
  PEER_TOKEN_VERSION: z.coerce
    .number()
    .int()
    .min(1)
    .max(9_999)
    .default(1)
    .describe('number of the key, in every token: 1 makes t1:…; raise it with a new key'),
})
export type IngestConfig = z.infer<typeof IngestConfig>
