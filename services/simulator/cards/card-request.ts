import type { ProfileRecord } from '../domain/simulated-card.ts'

/** Which card to make. The same request gives the same card. */
export interface CardRequest {
  readonly seed: number
  /** Unique in the fleet, below 100 million. */
  readonly index: number
  /** When the run begins: contracts are older. */
  readonly startAt: number
  /** What must be so, whatever chance says. */
  readonly terms?: Partial<ProfileRecord>
}
