import type { Metrics } from '#runtime/metrics.ts'
import type { GateState } from '../domain/gate-state.ts'
import type { OutgoingCommand, Output } from '../ports.ts'

export interface GateMetrics {
  /** After each batch. */
  observe(outputs: readonly Output[], state: GateState): void
  countSent(commands: readonly OutgoingCommand[], nowMs: number): void
}

const MS_PER_SECOND = 1_000
const LATENCY_BUCKETS_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]

/** The gate's own figures. What an earlier life did is not counted again. */
export function gateMetrics(metrics: Metrics): GateMetrics {
  const proposals = metrics.counter('proposals_total', 'Proposals received')
  const decisions = metrics.counter('decisions_total', 'Proposals by the state they came to', [
    'state',
  ])
  const held = metrics.gauge('proposals_held', 'Proposals held now, by reason', ['reason'])
  const awaited = metrics.gauge('commands_awaited', 'Commands whose end is not known, by state', [
    'state',
  ])
  const commands = metrics.counter('commands_total', 'Commands sent', ['action'])
  const repeated = metrics.counter('commands_repeated_total', 'Commands sent again, same id', [
    'action',
  ])
  const latency = metrics.histogram(
    'command_latency_seconds',
    'From the record that let a command go to its acknowledgement',
    { buckets: LATENCY_BUCKETS_SECONDS },
  )
  let counted: number | null = null

  return {
    observe(outputs, state) {
      proposals.inc(state.proposals - (counted ?? state.proposals))
      counted = state.proposals
      for (const output of outputs) {
        if (output.type === 'audit') decisions.inc({ state: output.audit.after ?? 'none' })
        if (output.type === 'discarded') metrics.eventsDiscarded.inc({ reason: output.reason })
      }
      held.reset()
      for (const { heldReason } of state.held) held.inc({ reason: heldReason ?? 'none' })
      awaited.reset()
      for (const entry of state.awaited) awaited.inc({ state: entry.state })
    },
    countSent(sent, nowMs) {
      for (const { command, causedAt } of sent) {
        const { action } = command
        if (causedAt === null) repeated.inc({ action })
        else commands.inc({ action })
        if (causedAt !== null) latency.observe(Math.max(0, nowMs - causedAt) / MS_PER_SECOND)
      }
    },
  }
}
