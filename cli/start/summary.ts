import type { GroundTruth } from '../../services/simulator/ground-truth.ts'
import type { RunSummary } from '../../services/simulator/run-summary.ts'
import { isNothing, type Leftovers } from './drain.ts'
import type { RunHistory } from './run-history.ts'
import { countBy, type Score, score } from './score.ts'

/** What a run came to: the last line of `--json`. */
export interface Summary extends Score {
  /** Nothing lost, no planted breach of contract missed, nobody suspended wrongly. */
  readonly ok: boolean
  /** Why not, for people. */
  readonly failures: readonly string[]
  /** How long usage came, wall seconds. */
  readonly seconds: number
  readonly seed: number
  readonly cards: number
  readonly speed: number
  /** Distinct usage records that Kafka has acknowledged, by the simulator's own count. */
  readonly eventsIn: number
  /** Distinct usage records in ClickHouse, counted by SQL. */
  readonly eventsInClickHouse: number
  /** Negative: there are more than were sent. */
  readonly lost: number
  readonly eventsPerSecond: number
  readonly duplicatesSent: number
  /** Sent minutes or hours behind. */
  readonly delayedSent: number
  /** Not made, since the carrier had closed the card. */
  readonly eventsSuppressed: number
  /** Too late for any feature; stored all the same. */
  readonly late: number
  readonly deadLetters: number
  readonly alerts: { readonly live: number; readonly shadow: number }
  readonly commandsSent: Readonly<Record<string, number>>
  /** By the carrier's word. */
  readonly commandsObeyed: number
  /** Proposals that wait or waited, by reason. */
  readonly held: Readonly<Record<string, number>>
  /** From a usage record acknowledged by Kafka to its command at the carrier. */
  readonly latencyMs: RunSummary['latencyMs']
  /** From the start of the command to the first alert in ClickHouse; null: none came. */
  readonly firstAlertSeconds: number | null
  readonly restarts: Readonly<Record<string, number>>
  readonly leftovers: Leftovers
}

export interface SummaryInput
  extends Pick<
    Summary,
    'seconds' | 'seed' | 'cards' | 'speed' | 'firstAlertSeconds' | 'restarts' | 'leftovers'
  > {
  readonly simulator: RunSummary
  readonly truths: readonly GroundTruth[]
  readonly history: RunHistory
}

/** Counts what came of a run, by SQL, and holds it against what was planted. */
export async function summarise(input: SummaryInput): Promise<Summary> {
  const { simulator, truths, history, ...given } = input
  const eventsInClickHouse = await history.eventsStored()
  const alerts = await history.alerts()
  const steps = await history.steps()
  const eventsIn = simulator.eventsSent
  const scored = score({ truths, alerts, steps })
  const lost = eventsIn - eventsInClickHouse
  const failures = failuresOf({ ...scored, lost })
  return {
    ok: failures.length === 0,
    failures,
    ...given,
    eventsIn,
    eventsInClickHouse,
    lost,
    eventsPerSecond: Math.round(eventsIn / given.seconds),
    duplicatesSent: simulator.duplicatesSent,
    delayedSent: simulator.lateSent,
    eventsSuppressed: simulator.eventsSuppressed,
    late: await history.lateRecords(),
    deadLetters: await history.deadLetters(),
    alerts: { live: 0, shadow: 0, ...countBy(alerts, ({ mode }) => mode) },
    commandsSent: countBy(
      steps.filter(({ step }) => step === 'sent'),
      ({ action }) => action,
    ),
    commandsObeyed: simulator.results['success'] ?? 0,
    held: countBy(
      steps.filter(({ step }) => step === 'held'),
      ({ reason }) => reason,
    ),
    latencyMs: simulator.latencyMs,
    ...scored,
  }
}

function failuresOf(result: Score & Pick<Summary, 'lost'>): readonly string[] {
  const { lost, hardBreachesMissed, suspendedNotPlanted, suspendedWithoutPerson } = result
  const faults: readonly (readonly [number, string])[] = [
    [Math.max(0, lost), 'usage records sent are not in ClickHouse'],
    [Math.max(0, -lost), 'usage records in ClickHouse were never sent'],
    [hardBreachesMissed.length, 'planted breaches of contract raised no alert'],
    [suspendedNotPlanted.length, 'cards were suspended that nobody planted'],
    [suspendedWithoutPerson.length, 'protected cards were suspended without a person'],
  ]
  return faults.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`)
}

/** Whether anything was still under way when it was summed up. */
export function isComplete({ leftovers }: Pick<Summary, 'leftovers'>): boolean {
  return isNothing(leftovers)
}
