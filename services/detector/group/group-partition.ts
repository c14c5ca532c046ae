import type { Alert } from '#schemas/alert.ts'
import type { PolicyRecord } from '#schemas/card-event.ts'
import { type Group, type GroupFact, groupKey } from '#schemas/group-fact.ts'
import { Calendar } from '../domain/calendar.ts'
import { momentOf } from '../domain/moment.ts'
import { holds, type Span } from '../domain/window.ts'
import { noCounts } from '../partition.ts'
import { noPolicy } from '../policy/arm-policy.ts'
import type { ArmedPolicy } from '../policy/rule.ts'
import type { Fate } from '../ports.ts'
import type { GroupRules } from './group-rules.ts'
import { emptyGroupState, type GroupState } from './group-state.ts'
import { isForgotten, isOfForgotten } from './is-forgotten.ts'
import { UsageClock } from './usage-clock.ts'

const SWEEP_EVERY_MS = 3_600_000

/** All that one partition of `group.facts` has said so far. Plain state, made by that log alone. */
export class GroupPartition {
  readonly number: number
  /** By `kind:id`. */
  readonly groups: Map<string, GroupState>
  readonly counts: Record<Fate, number>
  /** Highest accepted tick; undefined before the first. */
  logTime: number | undefined
  policy: ArmedPolicy = noPolicy()
  policyRecord: PolicyRecord | undefined
  /** Of the policy; undefined before the first. */
  rules: GroupRules | undefined
  readonly #calendar = new Calendar()
  /** The day that was asked for last: facts come day by day. */
  #day: (GroupDay & { readonly policy: ArmedPolicy }) | undefined
  readonly #changed = new Set<string>()
  readonly #usage: UsageClock
  #sweptAt: number

  constructor(number: number, known: GroupPartitionMemory = {}) {
    this.number = number
    this.groups = known.groups ?? new Map()
    this.logTime = known.logTime
    this.counts = known.counts ?? noCounts()
    this.#usage = new UsageClock(known.newest)
    this.#sweptAt = known.sweptAt ?? 0
  }

  /** What a checkpoint keeps beside the groups. */
  get memory() {
    return {
      logTime: this.logTime,
      counts: this.counts,
      newest: this.#usage.newest,
      sweptAt: this.#sweptAt,
    }
  }

  groupOf(group: Group): GroupState {
    return this.groups.get(groupKey(group)) ?? emptyGroupState(group)
  }

  /** Keeps a group whose state is another than in the newest checkpoint. */
  keep(state: GroupState): void {
    const key = groupKey(state.group)
    this.groups.set(key, state)
    this.#changed.add(key)
  }

  /** Whether a fact is too old to be counted: its group may have been forgotten. */
  isTooOld(state: GroupState, { partition }: GroupFact, usageTime: number): boolean {
    const newest = this.#usage.timeOf(partition, this.logTime)
    return newest !== undefined && isOfForgotten(state, usageTime, newest)
  }

  /**
   * Usage has come so far: groups that nobody can ask for any more are forgotten, now and then. Not before
   * the first tick: until then one record of a far day would speak for all.
   */
  passed({ partition }: GroupFact, eventTime: number): void {
    this.#usage.passed(partition, eventTime)
    if (this.logTime === undefined || eventTime < this.#sweptAt + SWEEP_EVERY_MS) return
    const newest = this.#usage.slowest(this.logTime)
    if (newest < this.#sweptAt + SWEEP_EVERY_MS) return
    this.#sweptAt = newest
    for (const [key, state] of this.groups) {
      if (!isForgotten(state, newest)) continue
      this.groups.delete(key)
      this.#changed.add(key)
    }
  }

  /** Log time; before the first tick a fact's own time stands in for it. */
  timeOf(eventTime: number): number {
    return this.logTime ?? eventTime
  }

  /** In the policy's time zone and usual cycle: a group has no contract of its own. */
  dayOf(time: number): GroupDay {
    const { policy } = this
    const last = this.#day
    if (last && last.policy === policy && holds(last.day, time)) return last
    const { timeZone, cycleStartDays } = policy
    const usual = { calendar: this.#calendar, timeZone, cycleStartDays }
    const { day, cycle } = momentOf(time, undefined, usual)
    this.#day = { policy, day, cycle }
    return this.#day
  }

  positionOf(offset: bigint): Alert['evidence']['offset'] {
    return { topic: 'group.facts', partition: this.number, offset: String(offset) }
  }

  count(fate: Fate): void {
    this.counts[fate] += 1
  }

  /** Keys of groups whose state changed since they were last taken. */
  takeChanged(): string[] {
    const changed = [...this.#changed]
    this.#changed.clear()
    return changed
  }

  get changedCount(): number {
    return this.#changed.size
  }
}

/** A day, and the billing cycle that it is in. */
export interface GroupDay {
  readonly day: Span
  readonly cycle: Span
}

/** What a checkpoint brings back. */
export interface GroupPartitionMemory {
  readonly groups?: Map<string, GroupState>
  readonly logTime?: number | undefined
  readonly counts?: Record<Fate, number>
  /** Event time of the newest usage, by the partition of card.events that told of it. */
  readonly newest?: ReadonlyMap<number, number>
  readonly sweptAt?: number
}
