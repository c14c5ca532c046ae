import type { Random } from '../domain/random.ts'
import type { ProfileRecord, SimulatedCard } from '../domain/simulated-card.ts'
import type { Act } from '../domain/usage-record.ts'
import type { Background } from '../traffic/card-traffic.ts'

/** One kind of misuse: on which card it is planted, what happens, and what must be found. */
export interface Story {
  /** The file's name; also the name in the ground truth. */
  readonly id: string
  readonly basis: 'hardBreach' | 'statistical'
  /** Detectors that must find it. */
  readonly expected: readonly string[]
  /** Detectors that may find it as well: no mistake when they do. */
  readonly incidental: readonly string[]
  /** True: the card must be suspended without a person; false: it must not; absent: as the policy has it. */
  readonly mustSuspend?: boolean
  readonly card: {
    readonly cardClass: 'ordinary' | 'telesales' | 'iot'
    /** False: the carrier never tells of this card. */
    readonly hasProfile?: boolean
    /** What the contract must say for it to be misuse. */
    readonly terms?: (stage: Span) => Partial<ProfileRecord>
    readonly background: Background
  }
  /** Greatest length in event time; never crosses local midnight. */
  readonly spanMinutes: number
  /** What the card does, in the order of time. */
  play(stage: Stage): readonly Scene[]
}

/** When a story is played, epoch milliseconds. */
export interface Span {
  readonly from: number
  readonly until: number
  readonly random: Random
}

export interface Stage extends Span {
  readonly card: SimulatedCard
}

/** One act of a story; `tips` on those with which an expected detector comes to a new level. */
export interface Scene {
  readonly act: Act
  readonly tips?: boolean
}

/** The times of `count` acts, evenly over the span with a little chance, in order. */
export function spreadOver({ from, until, random }: Span, count: number): readonly number[] {
  const stepMs = (until - from) / count
  return Array.from({ length: count }, (_, index) =>
    Math.floor(from + (index + 0.1 + 0.8 * random.next()) * stepMs),
  )
}
