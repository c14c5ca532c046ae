import { HOUR_MS } from '../domain/local-time.ts'
import type { Random } from '../domain/random.ts'
import type { ProfileRecord, SimulatedCard } from '../domain/simulated-card.ts'
import type { Act } from '../domain/usage-record.ts'
import type { Background } from '../traffic/card-traffic.ts'
import type { Strength } from './strength.ts'

/** One kind of misuse: on which cards it is planted, what happens, and what must be found. */
export interface Story {
  /** The file's name; also the name in the ground truth. */
  readonly id: string
  readonly basis: 'hardBreach' | 'statistical'
  /** Detectors that must find it. */
  readonly expected: readonly string[]
  /** Detectors that may find it as well: no mistake when they do. */
  readonly incidental: readonly string[]
  /** Of look-alikes: why it is innocent, in a word; nothing must be found. */
  readonly innocent?: string
  /** True: the card must be suspended without a person; false: it must not; absent: as the policy has it. */
  readonly mustSuspend?: boolean
  /** Absent: all of them. */
  readonly strengths?: readonly Strength[]
  readonly card: {
    readonly cardClass: 'ordinary' | 'telesales' | 'iot'
    /** False: the carrier never tells of this card. */
    readonly hasProfile?: boolean
    /** What the contract must say for it to be misuse. */
    readonly terms?: (stage: Casting) => Partial<ProfileRecord>
    readonly background: Background
  }
  /** How many cards take part; absent: one. */
  readonly members?: (strength: Strength) => number
  /** What group detectors know them by. */
  readonly group?: (stage: Stage) => Group
  /** Greatest length in event time; one of less than twelve hours never crosses local midnight. */
  readonly spanMinutes: number
  /** Where it is placed in a run of days: full local hours of the clock it may lie between. */
  readonly clock?: readonly [from: number, until: number]
  /** It happens on the holiday of the run, if there is one. */
  readonly isOnHoliday?: boolean
  /** Needs so many days of the card's usual traffic first. */
  readonly afterDays?: number
  /** What the cards do, in the order of time. */
  play(stage: Stage): readonly Scene[]
}

export interface Group {
  readonly kind: 'imei' | 'peer' | 'pool' | 'batch'
  readonly id: string
}

/** When a story is played, epoch milliseconds. */
export interface Span {
  readonly from: number
  readonly until: number
  readonly random: Random
}

/** For which card a contract is written. */
interface Casting extends Span {
  readonly strength: Strength
  /** From 0. */
  readonly member: number
  /** The same for all members, unique in the run. */
  readonly plant: string
}

export interface Stage extends Span {
  readonly strength: Strength
  readonly plant: string
  /** The first of the cards. */
  readonly card: SimulatedCard
  readonly cards: readonly SimulatedCard[]
}

export type Scene = ActScene | ContractScene | RefusalScene

/** One act of a story; `tips` on those with which an expected detector comes to a new level. */
export interface ActScene {
  readonly act: Act
  readonly tips?: boolean
  /** Which card does it; absent: the first. */
  readonly member?: number
}

/** From then on the contract says something else. */
interface ContractScene {
  readonly at: number
  readonly changes: Partial<ProfileRecord>
  readonly member?: number
}

/** A person asks the card's tenant never to call again. */
interface RefusalScene {
  readonly at: number
  readonly refusedBy: string
}

/** The times of `count` acts, evenly over the span with a little chance, in order. */
export function spreadOver({ from, until, random }: Span, count: number): readonly number[] {
  const stepMs = (until - from) / count
  return Array.from({ length: count }, (_, index) =>
    Math.floor(from + (index + 0.1 + 0.8 * random.next()) * stepMs),
  )
}

/** The same, so many hours long from the start of the span. */
export function spreadOverHours(span: Span, hours: number, count: number): readonly number[] {
  return spreadOver({ ...span, until: span.from + hours * HOUR_MS }, count)
}
