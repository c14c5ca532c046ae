import { z } from 'zod'
import { Label } from './identifiers.ts'

/** Why a record cannot be understood. */
export const DeadLetterClass = z.enum(['decode', 'schema', 'semantic', 'oversize', 'defect'])
export type DeadLetterClass = z.infer<typeof DeadLetterClass>

/**
 * Headers of `dead.letters`, all text. Key and value are the record's own bytes. No identifier, no
 * payload, no stack: headers reach ClickHouse, values never.
 */
export const DeadLetterHeaders = z.object({
  'dlq.reason': z.string().min(1).max(1024),
  'dlq.class': DeadLetterClass,
  'dlq.topic': Label,
  'dlq.partition': z.string().regex(/^\d+$/),
  'dlq.offset': z.string().regex(/^\d+$/),
  /** The record's own time stamp and when it was first refused, epoch milliseconds. */
  'dlq.timestamp': z.string().regex(/^\d+$/),
  'dlq.firstSeen': z.string().regex(/^\d+$/),
  'dlq.app': Label,
  'dlq.version': Label,
  'dlq.attempts': z.string().regex(/^\d+$/),
})
export type DeadLetterHeaders = z.infer<typeof DeadLetterHeaders>
