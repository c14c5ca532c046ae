import { STRENGTHS, type Strength } from '../../services/simulator/stories/strength.ts'
import type { FoundAlert } from './judge-records.ts'
import { matchAlerts, type Verdict, type WrongOn } from './match-alerts.ts'
import { quantile, shareOf } from './numbers.ts'
import type { KnownPlant } from './scenario.ts'

/** One fleet, judged. */
export interface Run {
  readonly known: readonly KnownPlant[]
  readonly alerts: readonly FoundAlert[]
  readonly normalCards: number
  readonly days: number
}

export interface Tally {
  readonly planted: number
  readonly found: number
  readonly share: number | null
}

/** How one detector did. */
export interface DetectorResult {
  readonly detector: string
  /** Of the misuse planted for it; both, where it depends on the class of the card. */
  readonly bases: readonly string[]
  /** Without `below`. */
  readonly recall: Tally
  /** Of `below`: how much was found that should not be. */
  readonly byStrength: Readonly<Record<Strength, Tally>>
  /** Plants found, of these and all cards and groups alerted wrongly. */
  readonly precision: number | null
  readonly wrong: Readonly<Record<WrongOn, number>>
  /** Episodes on normal cards, of 1,000 of them in a day. */
  readonly falseAlarms: Readonly<Record<FoundAlert['mode'], number>>
  /** Minutes of event time from the record that crosses to the record that the alert names; null: none. */
  readonly minutesToDetect: { readonly median: number | null; readonly p90: number | null }
}

export interface LookAlikeResult {
  readonly kind: string
  readonly cards: number
  readonly live: number
  readonly shadow: number
  /** Which detectors, with their number of episodes, the most frequent first. */
  readonly detectors: readonly (readonly [name: string, episodes: number])[]
}

interface StrengthResult {
  readonly strength: Strength
  readonly hardBreach: Tally
  readonly statistical: Tally
}

export interface Evaluation {
  readonly detectors: readonly DetectorResult[]
  readonly lookAlikes: readonly LookAlikeResult[]
  readonly strengths: readonly StrengthResult[]
  /** Stories of which something was missed or, at `below`, found. */
  readonly misses: readonly Miss[]
  /** Alerts on misuse of another kind, of which its story says nothing. */
  readonly strays: readonly Stray[]
  /** Planted for, but not to be had. */
  readonly absent: readonly string[]
  readonly totals: {
    readonly normalCardDays: number
    readonly plants: Tally
    readonly falseAlarms: Readonly<Record<FoundAlert['mode'], number>>
  }
}

export interface Miss {
  readonly story: string
  readonly strength: Strength
  readonly detector: string
  readonly planted: number
  readonly found: number
}

interface Stray {
  readonly story: string
  readonly detector: string
  readonly episodes: number
}

/** A detector that was to find a plant, or to leave it alone. */
interface Target {
  readonly plant: KnownPlant
  readonly detector: string
  readonly strength: Strength
  /** The first alert of it; null: none. */
  readonly alert: FoundAlert | null
}

interface Judgement {
  readonly run: number
  readonly alert: FoundAlert
  readonly verdict: Verdict
}

/** Adds up what all runs found, missed and took for misuse; `isRun`: whether the policy has a detector. */
export function scoreRuns(
  runs: readonly Run[],
  isRun: (detector: string) => boolean = () => true,
): Evaluation {
  const judgements = runs.flatMap(judgementsOf)
  const all = runs.flatMap(targetsOf)
  const targets = all.filter(({ detector }) => isRun(detector))
  const normalCardDays = sum(runs.map(({ normalCards, days }) => normalCards * days))
  const names = new Set([
    ...targets.map(({ detector }) => detector),
    ...judgements.map(({ alert }) => alert.detector),
  ])
  return {
    detectors: [...names]
      .sort()
      .map((detector) => detectorResult(detector, { judgements, targets, normalCardDays })),
    lookAlikes: lookAlikeResults(runs, judgements),
    strengths: STRENGTHS.map((strength) => strengthResult(strength, targets)),
    misses: missesOf(targets),
    strays: straysOf(judgements),
    absent: [...new Set(all.map(({ detector }) => detector))].filter((one) => !isRun(one)).sort(),
    totals: {
      normalCardDays,
      plants: tally(targets.filter(({ strength }) => strength !== 'below')),
      falseAlarms: falseAlarms(judgements, normalCardDays),
    },
  }
}

function judgementsOf({ known, alerts }: Run, run: number): readonly Judgement[] {
  const match = matchAlerts(known)
  return alerts.map((alert) => ({ run, alert, verdict: match(alert) }))
}

function targetsOf({ known, alerts }: Run): readonly Target[] {
  const firsts = new Map<string, FoundAlert>()
  for (const alert of alerts) {
    for (const subject of subjectsOf(alert)) {
      const key = `${alert.detector} ${subject}`
      const before = firsts.get(key)
      if (!before || alert.openedAt < before.openedAt) firsts.set(key, alert)
    }
  }
  return known.flatMap((plant) => {
    const { strength, expected, quiet = [], group, iccid } = plant.truth
    if (strength === undefined) return []
    const subject = group ? `${group.kind} ${group.id}` : iccid
    return [...expected, ...quiet].map((detector) => ({
      plant,
      detector,
      strength,
      alert: firsts.get(`${detector} ${subject}`) ?? null,
    }))
  })
}

function subjectsOf({ iccid, group }: FoundAlert): readonly string[] {
  if (iccid !== null) return [iccid]
  return group ? [`${group.kind} ${group.id}`] : []
}

interface Findings {
  readonly judgements: readonly Judgement[]
  readonly targets: readonly Target[]
  readonly normalCardDays: number
}

function detectorResult(
  detector: string,
  { judgements, targets, normalCardDays }: Findings,
): DetectorResult {
  const own = judgements.filter(({ alert }) => alert.detector === detector)
  const planted = targets.filter((target) => target.detector === detector)
  const misuse = planted.filter(({ strength }) => strength !== 'below')
  const recall = tally(misuse)
  const ofStrength = (strength: Strength) =>
    tally(planted.filter((target) => target.strength === strength))
  const minutes = misuse.flatMap(minutesOf).sort((left, right) => left - right)
  return {
    detector,
    bases: [...new Set(planted.map(({ plant }) => plant.truth.basis))].sort(),
    recall,
    byStrength: {
      blatant: ofStrength('blatant'),
      clear: ofStrength('clear'),
      above: ofStrength('above'),
      below: ofStrength('below'),
    },
    precision: shareOf(recall.found, recall.found + sum(Object.values(wrongSubjects(own)))),
    wrong: wrongSubjects(own),
    falseAlarms: falseAlarms(own, normalCardDays),
    minutesToDetect: { median: quantile(minutes, 0.5), p90: quantile(minutes, 0.9) },
  }
}

/** Only where the crossing is known. An alert of before it is no detection in no time: it counts as 0. */
function minutesOf({ plant: { crossedAt }, alert }: Target): readonly number[] {
  if (crossedAt === null || alert === null) return []
  return [Math.max(0, alert.openedAt - crossedAt) / 60_000]
}

/** Different cards and groups that were taken for misuse. */
function wrongSubjects(judgements: readonly Judgement[]): Readonly<Record<WrongOn, number>> {
  const count = (on: WrongOn) =>
    new Set(
      judgements
        .filter(({ verdict }) => verdict.kind === 'wrong' && verdict.on === on)
        .map(({ run, alert }) => `${run} ${subjectsOf(alert).join()}`),
    ).size
  return {
    normal: count('normal'),
    lookAlike: count('lookAlike'),
    below: count('below'),
    planted: count('planted'),
  }
}

function falseAlarms(judgements: readonly Judgement[], normalCardDays: number) {
  const onNormal = judgements.filter(
    ({ verdict }) => verdict.kind === 'wrong' && verdict.on === 'normal',
  )
  const per = (mode: FoundAlert['mode']) =>
    (onNormal.filter(({ alert }) => alert.mode === mode).length / normalCardDays) * 1_000
  return { live: per('live'), shadow: per('shadow') }
}

function lookAlikeResults(
  runs: readonly Run[],
  judgements: readonly Judgement[],
): readonly LookAlikeResult[] {
  const cards = new Map<string, number>()
  for (const { truth } of runs.flatMap(({ known }) => known)) {
    if (truth.innocent === undefined) continue
    const count = truth.members?.length ?? 1
    cards.set(truth.innocent, (cards.get(truth.innocent) ?? 0) + count)
  }
  return [...cards].map(([kind, count]) => {
    const alerts = judgements
      .filter(({ verdict }) => verdict.kind === 'wrong' && verdict.plant?.truth.innocent === kind)
      .map(({ alert }) => alert)
    return {
      kind,
      cards: count,
      live: alerts.filter(({ mode }) => mode === 'live').length,
      shadow: alerts.filter(({ mode }) => mode === 'shadow').length,
      detectors: countNames(alerts.map(({ detector }) => detector)),
    }
  })
}

function countNames(names: readonly string[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts].sort(([one, left], [other, right]) => right - left || (one < other ? -1 : 1))
}

function strengthResult(strength: Strength, targets: readonly Target[]): StrengthResult {
  const of = (basis: string) =>
    tally(
      targets.filter(
        (target) => target.strength === strength && target.plant.truth.basis === basis,
      ),
    )
  return { strength, hardBreach: of('hardBreach'), statistical: of('statistical') }
}

function missesOf(targets: readonly Target[]): readonly Miss[] {
  const groups = Map.groupBy(
    targets,
    ({ plant, strength, detector }) => `${plant.truth.story} ${strength} ${detector}`,
  )
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    const { planted, found } = tally(group)
    const isRight = first?.strength === 'below' ? found === 0 : found === planted
    if (!first || isRight) return []
    const { strength, detector } = first
    return [{ story: first.plant.truth.story, strength, detector, planted, found }]
  })
}

function straysOf(judgements: readonly Judgement[]): readonly Stray[] {
  const names = judgements.flatMap(({ alert, verdict }) =>
    verdict.kind === 'wrong' && verdict.on === 'planted' && verdict.plant
      ? [`${verdict.plant.truth.story} ${alert.detector}`]
      : [],
  )
  return countNames(names).map(([name, episodes]) => {
    const [story = '', detector = ''] = name.split(' ')
    return { story, detector, episodes }
  })
}

function tally(targets: readonly Target[]): Tally {
  const found = targets.filter(({ alert }) => alert !== null).length
  return { planted: targets.length, found, share: shareOf(found, targets.length) }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
