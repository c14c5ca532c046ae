import type { CommandResult } from '#schemas/command.ts'
import type { ProfileDelivery, TruthDelivery, UsageDelivery } from './delivery.ts'

/** Where the carriers' feeds go. Each resolves when all is acknowledged. */
export interface FeedOutput {
  sendProfiles(profiles: readonly ProfileDelivery[]): Promise<void>
  sendUsage(usage: readonly UsageDelivery[]): Promise<void>
}

/** Where it is written down what was planted. */
export interface TruthOutput {
  add(truths: readonly TruthDelivery[]): void
}

/** How the carrier answers. Resolves when all is acknowledged. */
export interface ResultOutput {
  send(results: readonly CommandResult[]): Promise<void>
  /** Does it after the time that a network takes. */
  later(action: () => Promise<void>): void
}

/** Time of the wall, for latencies, and of the carrier, for its decisions. */
export interface Clocks {
  wallMs(): number
  carrierNow(): number
}
