import type { FoundAlert } from './judge-records.ts'
import { matchAlerts, type Verdict } from './match-alerts.ts'
import type { KnownPlant } from './scenario.ts'

/** One fleet, judged. */
export interface Run {
  readonly known: readonly KnownPlant[]
  readonly alerts: readonly FoundAlert[]
  readonly normalCards: number
  readonly days: number
}

/** One alert, and what it is worth. */
export interface Judgement {
  readonly run: number
  readonly alert: FoundAlert
  readonly verdict: Verdict
}

/** All alerts of a run, each with its verdict; `run` tells the cards of the fleets apart. */
export function judgementsOf({ known, alerts }: Run, run: number): readonly Judgement[] {
  const match = matchAlerts(known)
  return alerts.map((alert) => ({ run, alert, verdict: match(alert) }))
}

/** The card or the group that an alert is about. */
export function subjectsOf({ iccid, group }: FoundAlert): readonly string[] {
  if (iccid !== null) return [iccid]
  return group ? [`${group.kind} ${group.id}`] : []
}
