import type { CommandResult } from '#schemas/command.ts'
import type { Delivery, UsageDelivery } from '../delivery.ts'

/** What a run has done so far. Only what Kafka has acknowledged is counted. */
export class RunState {
  /** How far the feed has come, epoch milliseconds. */
  feedNow: number
  /** No more usage comes; the carrier goes on obeying. */
  done = false
  /** Distinct usage records, late ones among them. */
  eventsSent = 0
  duplicatesSent = 0
  lateSent = 0
  /** Not made, since the carrier had closed the card. */
  eventsSuppressed = 0
  profiles = 0
  planted = 0
  /** By action, each id once. */
  readonly commands: Record<string, number> = {}
  /** `accepted`, `success`, or the error code of what failed. */
  readonly results: Record<string, number> = {}

  constructor(startAt: number) {
    this.feedNow = startAt
  }

  countUsage(sent: readonly UsageDelivery[]): void {
    for (const { copy, isLate } of sent) {
      if (copy === 'duplicate') {
        this.duplicatesSent += 1
        continue
      }
      this.eventsSent += 1
      if (isLate) this.lateSent += 1
    }
  }

  countOthers(sent: readonly Delivery[]): void {
    for (const { kind } of sent) {
      if (kind === 'profile') this.profiles += 1
      if (kind === 'truth') this.planted += 1
    }
  }

  countCommand(action: string): void {
    this.commands[action] = (this.commands[action] ?? 0) + 1
  }

  countResults(sent: readonly CommandResult[]): void {
    for (const { status, errorCode } of sent) {
      const name = errorCode ?? (status === 'accepted' ? 'accepted' : 'success')
      this.results[name] = (this.results[name] ?? 0) + 1
    }
  }
}
