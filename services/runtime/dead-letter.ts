import type { DeadLetterClass, DeadLetterHeaders } from '#schemas/dead-letter.ts'
import manifest from '../../package.json' with { type: 'json' }
import type { Producer } from './kafka-producer.ts'
import type { Logger } from './logger.ts'
import type { Metrics } from './metrics.ts'
import type { OutgoingRecord, RawRecord, TopicPartition } from './records.ts'

/** A record that cannot be understood, and why. The reason names fields and types, never a value. */
export interface Refusal {
  readonly record: RawRecord
  readonly class: DeadLetterClass
  readonly reason: string
}

export interface DeadLetterStamp {
  /** The process that refuses it. */
  readonly app: string
  readonly version: string
  /** Epoch milliseconds. */
  readonly nowMs: number
}

export interface DeadLetterOptions {
  readonly app: string
  readonly logger: Logger
  readonly metrics: Metrics
  /** The wall clock but in tests. */
  readonly nowMs?: () => number
}

/** Where a process puts what it cannot understand. */
export interface DeadLetters {
  /** Resolves when all are acknowledged; only then may their offsets be committed. */
  keep(at: TopicPartition, refusals: readonly Refusal[], signal?: AbortSignal): Promise<void>
}

const TOPIC = 'dead.letters'
/** Limit of `dlq.reason`, characters. */
const MAX_REASON_LENGTH = 1024
const QUIET_MS = 60_000

/** The letter: the record's own key and value as they were, what is known of it in headers. */
export function deadLetter(
  { topic, partition }: TopicPartition,
  { record, class: kind, reason }: Refusal,
  { app, version, nowMs }: DeadLetterStamp,
): OutgoingRecord {
  const headers = {
    'dlq.reason': reason.slice(0, MAX_REASON_LENGTH) || 'no reason given',
    'dlq.class': kind,
    'dlq.topic': topic,
    'dlq.partition': String(partition),
    'dlq.offset': String(record.offset),
    'dlq.timestamp': String(Math.max(0, record.timestamp)),
    'dlq.firstSeen': String(nowMs),
    'dlq.app': app,
    'dlq.version': version,
    'dlq.attempts': '1',
  } satisfies DeadLetterHeaders
  return { key: record.key, value: record.value, headers }
}

/** Sends letters to `dead.letters`, counts them, and logs one line per topic, class and minute. */
export function createDeadLetters(producer: Producer, options: DeadLetterOptions): DeadLetters {
  const { app, logger, metrics, nowMs = Date.now } = options
  const loggedAt = new Map<string, number>()

  function report({ topic, partition }: TopicPartition, refusal: Refusal): void {
    metrics.deadLetters.inc({ class: refusal.class })
    const subject = `${topic} ${refusal.class}`
    if (nowMs() - (loggedAt.get(subject) ?? -Infinity) < QUIET_MS) return
    loggedAt.set(subject, nowMs())
    const { class: kind, reason, record } = refusal
    const place = { topic, partition, offset: String(record.offset) }
    logger.warn({ ...place, class: kind, reason }, 'Put a record into dead.letters')
  }

  return {
    async keep(at, refusals, signal) {
      if (refusals.length === 0) return
      const stamp = { app, version: manifest.version, nowMs: nowMs() }
      const letters = refusals.map((refusal) => deadLetter(at, refusal, stamp))
      const tooLarge = await producer.send(TOPIC, letters, signal)
      if (tooLarge.length > 0) {
        const { topic, partition } = at
        logger.error(
          { topic, partition, letters: tooLarge.length },
          'Left the bytes out of a dead letter',
        )
        await producer.send(TOPIC, tooLarge.map(withoutBytes), signal)
      }
      for (const refusal of refusals) report(at, refusal)
    },
  }
}

/** What `dead.letters` will never take still leaves its trace: the headers say where it stands. */
function withoutBytes({ record: { headers = {} }, sizeBytes }: RefusedLetter): OutgoingRecord {
  const reason = `${headers['dlq.reason']}; left out, ${sizeBytes} bytes are above the limit of ${TOPIC}`
  return {
    key: null,
    value: null,
    headers: { ...headers, 'dlq.reason': reason.slice(-MAX_REASON_LENGTH) },
  }
}

type RefusedLetter = Awaited<ReturnType<Producer['send']>>[number]
