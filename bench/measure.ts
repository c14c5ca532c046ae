import { cpus } from 'node:os'
import type { MeasureId } from './options.ts'

/** What one run of one program came to. Processor time is that of its process alone. */
export interface RunFigures {
  readonly records: number
  /** From the first record on. */
  readonly wallSeconds: number
  readonly cpuSeconds: number
  readonly peakRssBytes: number
  /** Memory on the way through the log. */
  readonly memory?: readonly MemoryPoint[]
  /** What else shows that the work was done. */
  readonly details?: Readonly<Record<string, number>>
}

export interface MemoryPoint {
  /** Of the log that was read. */
  readonly percent: number
  readonly rssBytes: number
  readonly cards: number
}

/** A program that can be measured. Throws VoidRun when it did not do what it is measured for. */
interface Contestant {
  readonly name: string
  run(round: number): Promise<RunFigures>
}

/** SIMwarden beside what others can do with the same records, as a goal of the design says. */
export interface Measure {
  readonly id: MeasureId
  readonly title: string
  readonly peer: Contestant
  readonly subject: Contestant
  /** Of subject ÷ peer in records per processor second. */
  readonly goal: number
  readonly stretch: number
}

export interface Run extends RunFigures {
  readonly side: 'peer' | 'subject'
  readonly round: number
  /** Of the whole machine meanwhile, this process and all others. */
  readonly coresBusy: number
}

/** The figures of a run would mislead. */
export class VoidRun extends Error {
  override readonly name = 'VoidRun'
}

const ROUNDS = 2
/** How often a peer reads all of it in a round: it is fast, and must be warm too. */
export const PEER_PASSES = 5

/** A B A B: what else the machine does then falls on both. */
export async function runMeasure(
  { peer, subject }: Measure,
  onProgress: (line: string) => void,
): Promise<readonly Run[]> {
  const runs: Run[] = []
  for (let round = 1; round <= ROUNDS; round += 1) {
    for (const [side, contestant] of [
      ['peer', peer],
      ['subject', subject],
    ] as const) {
      onProgress(`Round ${round} of ${ROUNDS}: ${contestant.name}`)
      const watch = watchCores()
      const figures = await contestant.run(round)
      runs.push({ side, round, ...figures, coresBusy: watch() })
    }
  }
  return runs
}

/** How many cores were busy since, on average. */
function watchCores(): () => number {
  const startedAtMs = performance.now()
  const before = busyMs()
  return () => (busyMs() - before) / (performance.now() - startedAtMs)
}

function busyMs(): number {
  return cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0)
}
