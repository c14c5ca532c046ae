import type { Condition } from '#runtime/condition.ts'
import type { KafkaConnection } from '#runtime/kafka.ts'
import { followTopics } from '#runtime/kafka-reader.ts'
import type { Logger } from '#runtime/logger.ts'
import type { Metrics } from '#runtime/metrics.ts'
import { orAborted } from '#runtime/or-aborted.ts'
import type { RecordBatch } from '#runtime/records.ts'
import type { Part } from '#runtime/run-service.ts'
import { CatchUp } from '../domain/catch-up.ts'
import { sendAgain } from '../domain/chase.ts'
import type { GateState } from '../domain/gate-state.ts'
import { deliver, gate } from '../pipeline.ts'
import type { Output, RawRecord, Sinks } from '../ports.ts'
import { ENFORCEMENT_LOG } from './kafka-sinks.ts'

export interface EnforcementLogOptions {
  readonly state: GateState
  readonly sinks: Sinks
  readonly clock: 'wall' | 'feed'
  readonly logger: Logger
  readonly metrics: Metrics
  /** Told what each batch came to, before it is delivered. */
  onOutputs(outputs: readonly Output[]): void
}

/** The enforcer's truth: read from its beginning at every start, then followed. */
export interface EnforcementLog extends Part {
  readonly failed: Promise<never>
  /** Commands go out. */
  readonly isReady: Condition
  readonly isLive: Condition
}

/**
 * 1. Reads the log to its end and sends nothing: an earlier life has done that.
 * 2. Writes again what that life may not have written of the last hour (`CatchUp`).
 * 3. On the wall clock, waits for the first tick of this life: until then log time is that of the last.
 * 4. Sends the commands without an answer again, under the same ids; from here on, everything at once.
 * A crash at any step begins again at 1, and finds the same states.
 */
export function enforcementLog(
  connection: KafkaConnection,
  options: EnforcementLogOptions,
): EnforcementLog {
  const { state, sinks, clock, logger, metrics, onOutputs } = options
  const catchUp = new CatchUp()
  let phase: 'reading' | 'settling' | 'live' = 'reading'
  let next: bigint | null = null
  /** One delivery at a time, in the log's order, also when a batch comes again after a rejoin. */
  let delivered: Promise<void> = Promise.resolve()
  const undeliverable = Promise.withResolvers<never>()
  undeliverable.promise.catch(() => {})

  const reader = followTopics(connection, {
    topics: [ENFORCEMENT_LOG.topic],
    from: 'earliest',
    logger,
    metrics,
    async onRecords(batch, { signal }) {
      fold(batch)
      await orAborted(delivered, signal)
    },
  })

  function fold(batch: RecordBatch): void {
    if (batch.partition !== ENFORCEMENT_LOG.partition) {
      throw new Error('Cannot decide in one order: enforcement.events has more than one partition')
    }
    const fresh = batch.records.filter(({ offset }) => next === null || offset >= next)
    reportGap(fresh[0])
    const ticks = state.ticks
    const outputs = fresh.flatMap((record) => {
      const those = gate(state, record)
      if (phase === 'reading') catchUp.add(those, record, state.logTime ?? record.timestamp)
      return those
    })
    // A batch that comes again may be shorter: what is folded stays folded.
    if (next === null || batch.lastOffset >= next) next = batch.lastOffset + 1n
    switch (phase) {
      case 'reading':
        catchUp.forget(state.logTime ?? 0, fresh.at(-1)?.timestamp ?? 0)
        break
      case 'settling':
        pass(outputs.filter(({ type }) => type !== 'command'))
        if (state.ticks > ticks) goLive()
        break
      case 'live':
        pass(outputs)
    }
  }

  function reportGap(first: RawRecord | undefined): void {
    if (!first || first.offset === (next ?? 0n)) return
    const range = { from: String(next ?? 0n), to: String(first.offset) }
    logger.error(range, 'Records of enforcement.events are missing, decisions may rest on less')
  }

  function pass(outputs: readonly Output[]): void {
    onOutputs(outputs)
    warn(outputs)
    if (outputs.length === 0) return
    delivered = delivered.then(() => deliver(outputs, sinks, state))
    delivered.catch(undeliverable.reject)
  }

  /** What somebody must look at. */
  function warn(outputs: readonly Output[]): void {
    const invalid = outputs.filter((one) => one.type === 'audit' && one.audit.after === 'invalid')
    if (invalid.length > 0) logger.error({ invalid: invalid.length }, 'Refused invalid proposals')
    const isAhead = outputs.some((one) => one.type === 'discarded' && one.reason === 'quarantined')
    if (isAhead) logger.error("A tick is ahead of the broker's clock and has no effect")
  }

  function goLive(): void {
    phase = 'live'
    const outputs = sendAgain(state)
    pass(outputs)
    const again = outputs.filter(({ type }) => type === 'command').length
    logger.info({ held: state.held.size, awaited: state.awaited.size, again }, 'Commands go out')
  }

  return {
    name: 'enforcement log',
    failed: Promise.race([reader.failed, undeliverable.promise]),
    isLive: reader.isLive,
    isReady: () => {
      if (phase === 'live') return reader.isReady()
      return { ok: false, reason: `no command goes out while ${phase} the log` }
    },
    async start(signal) {
      await reader.start(signal)
      await orAborted(reader.caughtUp, signal)
      logger.info({ next: String(next ?? 0n) }, 'Read the log to its end')
      phase = 'settling'
      pass(catchUp.outputs())
      if (clock === 'feed') goLive()
      await orAborted(delivered, signal)
    },
    stop: () => reader.stop(),
  }
}
