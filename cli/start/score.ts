import type { GroundTruth } from '../../services/simulator/ground-truth.ts'
import type { StoredAlert, StoredStep } from './run-history.ts'

/** How one detector did. */
export interface DetectorScore {
  readonly detector: string
  /** Of the misuse planted for it; null: none was. */
  readonly basis: 'hardBreach' | 'statistical' | null
  /** Whether its alerts were acted on; both, where classes of cards differ. */
  readonly modes: readonly string[]
  readonly planted: number
  readonly found: number
  /** Null where nothing was planted, or nothing alerted. */
  readonly recall: number | null
  readonly precision: number | null
  readonly alerts: number
  /** Alerts on cards that nobody planted, or for something else. */
  readonly wrong: number
  /** Commands sent over its alerts, by action. */
  readonly commands: Readonly<Record<string, number>>
}

export interface Score {
  readonly detectors: readonly DetectorScore[]
  /** Planted breaches of contract without an alert. */
  readonly hardBreachesMissed: readonly Miss[]
  readonly suspendedNotPlanted: readonly string[]
  /** Planted cards whose suspension needs a person. */
  readonly suspendedWithoutPerson: readonly string[]
  /** Planted cards that had to be suspended at once. */
  readonly notSuspended: readonly string[]
}

interface Miss {
  readonly iccid: string
  readonly story: string
  readonly detector: string
}

export interface Evidence {
  readonly truths: readonly GroundTruth[]
  readonly alerts: readonly StoredAlert[]
  readonly steps: readonly StoredStep[]
}

/** Holds what was found against what was planted. */
export function score({ truths, alerts, steps }: Evidence): Score {
  const sent = steps.filter(({ step }) => step === 'sent')
  const suspended = new Set(sent.filter(isSuspension).map(({ iccid }) => iccid))
  const planted = new Map(truths.map((truth) => [truth.iccid, truth]))
  const alerted = new Set(alerts.map(({ detector, iccid }) => `${detector} ${iccid}`))
  const misses = truths.flatMap(({ iccid, story, expected, basis }) =>
    expected
      .filter((detector) => !alerted.has(`${detector} ${iccid}`))
      .map((detector) => ({ iccid, story, detector, basis })),
  )
  const detectors = new Set([
    ...truths.flatMap(({ expected }) => expected),
    ...alerts.map(({ detector }) => detector),
  ])
  return {
    detectors: [...detectors]
      .sort()
      .map((detector) => scoreOf(detector, { planted, alerts, sent, misses })),
    hardBreachesMissed: misses
      .filter(({ basis }) => basis === 'hardBreach')
      .map(({ basis: _, ...miss }) => miss),
    suspendedNotPlanted: [...suspended].filter((iccid) => !planted.has(iccid)),
    suspendedWithoutPerson: truths
      .filter(({ iccid, mustSuspend }) => mustSuspend === false && suspended.has(iccid))
      .map(({ iccid }) => iccid),
    notSuspended: truths
      .filter(({ iccid, mustSuspend }) => mustSuspend === true && !suspended.has(iccid))
      .map(({ iccid }) => iccid),
  }
}

interface Findings {
  readonly planted: ReadonlyMap<string, GroundTruth>
  readonly alerts: readonly StoredAlert[]
  readonly sent: readonly StoredStep[]
  readonly misses: readonly Miss[]
}

function scoreOf(detector: string, { planted, alerts, sent, misses }: Findings): DetectorScore {
  const own = alerts.filter((alert) => alert.detector === detector)
  const wrong = own.filter(({ iccid }) => !isForeseen(planted.get(iccid), detector)).length
  const targets = [...planted.values()].filter(({ expected }) => expected.includes(detector))
  const found = targets.length - misses.filter((miss) => miss.detector === detector).length
  const ids = new Set(own.map(({ alertId }) => alertId))
  const commands = sent.filter(({ alertId }) => ids.has(alertId))
  return {
    detector,
    basis: targets[0]?.basis ?? null,
    modes: [...new Set(own.map(({ mode }) => mode))].sort(),
    planted: targets.length,
    found,
    recall: share(found, targets.length),
    precision: share(own.length - wrong, own.length),
    alerts: own.length,
    wrong,
    commands: countBy(commands, ({ action }) => action),
  }
}

/** How many have each name. */
export function countBy<Item>(
  items: readonly Item[],
  nameOf: (item: Item) => string,
): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const item of items) counts[nameOf(item)] = (counts[nameOf(item)] ?? 0) + 1
  return counts
}

function isForeseen(truth: GroundTruth | undefined, detector: string): boolean {
  return truth ? [...truth.expected, ...truth.incidental].includes(detector) : false
}

function isSuspension({ action }: StoredStep): boolean {
  return action === 'suspend'
}

/** Three digits are enough to see, and the same in every table. */
function share(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part / whole) * 1_000) / 1_000
}
