import type { SimulatedCard } from '../domain/simulated-card.ts'
import type { Act } from '../domain/usage-record.ts'

/** One stream of what a card does; it may look back at what it did, never ahead. */
export interface TrafficSource {
  readonly card: SimulatedCard
  /** Sets the streams of one card apart in event ids. */
  readonly letter: 'c' | 'd'
  /** When it first does something after `from`; Infinity: never. */
  first(from: number): number
  /** What happens now, and when it does something again. */
  step(at: number): Step
}

interface Step {
  readonly act: Act
  readonly nextAt: number
}

/** By how much data sessions are cut finer (or coarser) than usual at a time; bytes stay the same. */
export type DataFactor = (time: number) => number
