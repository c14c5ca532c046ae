import { setTimeout as sleep } from 'node:timers/promises'
import type { Condition } from '#runtime/condition.ts'
import type { Logger } from '#runtime/logger.ts'
import { retryForever } from '#runtime/retry.ts'
import type { Part } from '#runtime/run-service.ts'
import type { Audit } from '../domain/audit.ts'
import { dueAudits, runAudit } from '../pipeline.ts'
import type { AuditRun, AuditStore, Clock } from '../ports.ts'

export interface AuditScheduleOptions {
  readonly audits: readonly Audit[]
  readonly store: AuditStore
  readonly clock: Clock
  /** The time of the feed, epoch milliseconds; null: there is none yet. */
  feedNow(): Promise<number | null>
  /** From the end of one look at what is due to the next. */
  readonly everyMs: number
  readonly logger: Logger
  onRun(run: AuditRun): void
}

/** Runs what is due, one audit after the other. Which that is, the kept runs decide: a restart repeats none. */
export function auditSchedule(
  options: AuditScheduleOptions,
): Part & { readonly failed: Promise<never>; readonly isReady: Condition } {
  const { audits, store, clock, feedNow, everyMs, logger, onRun } = options
  const stopping = new AbortController()
  const { signal } = stopping
  const failure = Promise.withResolvers<never>()
  failure.promise.catch(() => {})
  let hasLooked = false

  async function look(): Promise<void> {
    const now = await feedNow()
    const due = now === null ? [] : await dueAudits(audits, { store, clock, now })
    for (const { audit, asOf } of due) {
      signal.throwIfAborted()
      const run = await runAudit(audit, { store, clock, asOf })
      if (run) onRun(run)
    }
    hasLooked = true
  }

  async function run(): Promise<void> {
    while (!signal.aborted) {
      await retryForever(look, { signal, logger, what: 'run audits' })
      await sleep(everyMs, undefined, { signal })
    }
  }

  return {
    name: 'audit schedule',
    failed: failure.promise,
    isReady: () =>
      hasLooked ? { ok: true } : { ok: false, reason: 'It has not asked ClickHouse yet' },
    async start(starting) {
      starting.addEventListener('abort', () => stopping.abort(starting.reason), { once: true })
      run().catch((error: unknown) => {
        if (!signal.aborted) failure.reject(error)
      })
    },
    async stop() {
      stopping.abort(new Error('The schedule has stopped'))
    },
  }
}
