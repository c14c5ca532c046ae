import type { LookAlikeResult, Stray } from './evaluation.ts'
import type { FoundAlert } from './judge-records.ts'
import { type Judgement, type Run, subjectsOf } from './judgements.ts'
import type { WrongOn } from './match-alerts.ts'

/** Different cards and groups that were taken for misuse. */
export function wrongSubjects(judgements: readonly Judgement[]): Readonly<Record<WrongOn, number>> {
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

/** Episodes on normal cards, of 1,000 of them in a day. */
export function falseAlarms(judgements: readonly Judgement[], normalCardDays: number) {
  const onNormal = judgements.filter(
    ({ verdict }) => verdict.kind === 'wrong' && verdict.on === 'normal',
  )
  const per = (mode: FoundAlert['mode']) =>
    (onNormal.filter(({ alert }) => alert.mode === mode).length / normalCardDays) * 1_000
  return { live: per('live'), shadow: per('shadow') }
}

/** What the detectors said of innocent cards, by kind. */
export function lookAlikeResults(
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

/** Alerts on misuse of another kind, by story. */
export function straysOf(judgements: readonly Judgement[]): readonly Stray[] {
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

/** The most frequent first, then by name. */
function countNames(names: readonly string[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>()
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts].sort(([one, left], [other, right]) => right - left || (one < other ? -1 : 1))
}
