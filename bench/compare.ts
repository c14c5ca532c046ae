import type { Run, RunFigures } from './measure.ts'

export interface Rates {
  readonly perSecond: number
  readonly perCpuSecond: number
}

/** Both sides over all their rounds, and subject ÷ peer. */
export interface Comparison {
  readonly peer: Rates
  readonly subject: Rates
  readonly ratio: Rates
}

export type Verdict = 'missed' | 'met' | 'stretch'

/** Records a second of the wall and of the process's own processor time, over all runs given. */
export function ratesOf(runs: readonly RunFigures[]): Rates {
  const sum = (of: (run: RunFigures) => number) => runs.reduce((total, run) => total + of(run), 0)
  const records = sum((run) => run.records)
  return {
    perSecond: records / sum((run) => run.wallSeconds),
    perCpuSecond: records / sum((run) => run.cpuSeconds),
  }
}

export function compare(runs: readonly Run[]): Comparison {
  const peer = ratesOf(runs.filter(({ side }) => side === 'peer'))
  const subject = ratesOf(runs.filter(({ side }) => side === 'subject'))
  const ratio = {
    perSecond: subject.perSecond / peer.perSecond,
    perCpuSecond: subject.perCpuSecond / peer.perCpuSecond,
  }
  return { peer, subject, ratio }
}

/** A goal is reached or it is not: nothing is rounded up to it. */
export function verdictOf(
  { ratio }: Comparison,
  { goal, stretch }: { readonly goal: number; readonly stretch: number },
): Verdict {
  if (ratio.perCpuSecond >= stretch) return 'stretch'
  return ratio.perCpuSecond >= goal ? 'met' : 'missed'
}
