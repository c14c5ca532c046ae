import type { ProfileRecord, SimulatedCard, UsageRecord } from './domain/simulated-card.ts'
import type { GroundTruth } from './ground-truth.ts'
import type { RefusalRecord } from './plants.ts'

/** One record as its carrier hands it over, in the order in which it does. */
export type Delivery = ProfileDelivery | UsageDelivery | ReportDelivery | TruthDelivery

export interface ProfileDelivery {
  readonly kind: 'profile'
  readonly at: number
  readonly profile: ProfileRecord
}

export interface UsageDelivery {
  readonly kind: 'usage'
  /** The feed's own now, epoch milliseconds; the record's event time is earlier. */
  readonly at: number
  readonly card: SimulatedCard
  /** The very same object for the first copy and its duplicates. */
  readonly usage: UsageRecord
  readonly copy: 'first' | 'duplicate'
  /** Minutes or hours behind, not seconds. */
  readonly isLate: boolean
}

/** Not from a carrier: what somebody else says of a card, as `card.events` holds it. */
interface ReportDelivery {
  readonly kind: 'report'
  readonly at: number
  readonly report: RefusalRecord
}

/** Not a record of the feed: what is planted from here on. */
export interface TruthDelivery {
  readonly kind: 'truth'
  readonly at: number
  readonly truth: GroundTruth
}
