import { rowsIn } from '../../card/row-block.ts'
import { keysOfCard } from '../../columns/card-entries.ts'
import type { FeatureRow } from '../../ports.ts'
import type { Clock, Log, Observer, RowSink, Sinks, StateStore } from '../ports.ts'
import { type MemoryWorld, textOf } from './memory-world.ts'

/** When a process dies: at which call to the world, and whether that call still had its effect. */
export interface Death {
  readonly atCall: number
  readonly effect: 'none' | 'part' | 'whole'
}

/** One process's way to the world. Once it has died, no call ever returns to it. */
export class MortalPorts {
  readonly died = Promise.withResolvers<void>()
  readonly position = new Map<number, bigint>()
  readonly paused = new Map<number, string>()
  readonly gaps: string[] = []
  readonly defects: (bigint | undefined)[] = []
  stopped = false
  /** Cards that left memory, and how often some were asked for again. */
  evicted = 0
  loads = 0
  overtaken = 0
  /** Rows and checkpoints wait while it is set; `back` lets them go on. */
  storeAway: PromiseWithResolvers<void> | undefined
  /** Only rows and marks wait while it is set. */
  rowsAway: PromiseWithResolvers<void> | undefined
  sinkError: Error | undefined
  /** Nothing is waited for, not even a moment. */
  isImpatient = false
  calls = 0
  nowMs = 0
  readonly #world: MemoryWorld
  readonly #death: Death | undefined
  #isDead = false

  constructor(world: MemoryWorld, death?: Death) {
    this.#world = world
    this.#death = death
  }

  get isDead(): boolean {
    return this.#isDead
  }

  readonly clock: Clock = {
    nowMs: () => this.nowMs,
    // Whether a fold waits for its cards is a choice of the test.
    passed: () => (this.isImpatient ? Promise.resolve() : new Promise(() => {})),
  }

  readonly sinks: Sinks = {
    publishAlerts: (alerts) =>
      this.#send(
        alerts.map(({ alert }) => ({
          id: `${alert.alertId}.${alert.revision}`,
          content: textOf(alert),
        })),
        this.#world.alerts,
      ),
    sendProposals: (proposals) =>
      this.#send(
        proposals.map(({ proposal }) => ({ id: proposal.proposalId, content: textOf(proposal) })),
        this.#world.proposals,
      ),
    sendFacts: (facts) =>
      this.#send(
        facts.map(({ fact, offset }) => ({
          id: `${offset}/${textOf(fact)}`,
          content: textOf(fact),
        })),
        this.#world.facts,
      ),
    keepDeadLetters: (_partition, refusals) =>
      this.#call(() => {
        for (const refusal of refusals) this.#world.letters.set(refusal.record.offset, refusal)
      }),
  }

  readonly rows: RowSink = {
    insert: async ({ blocks, marks }) => {
      const rows = rowsIn(blocks)
      await this.storeAway?.promise
      await this.rowsAway?.promise
      await this.#call((share) => {
        for (const row of rows.slice(0, Math.ceil(rows.length * share))) this.#put(row)
        if (share < 1) return
        for (const mark of marks) this.#world.marks.set(`${mark.offset}/${mark.mark}`, mark)
      })
    },
  }

  readonly store: StateStore = {
    load: async (_partition, begin) => {
      await this.storeAway?.promise
      await this.#call(() => {})
      const take = begin()
      for (const entry of this.#world.savedEntries()) take(entry)
    },
    loadCards: async (_partition, iccids) => {
      await this.storeAway?.promise
      await this.#call(() => {})
      this.loads += 1
      const keys = new Set(iccids.flatMap(keysOfCard))
      return this.#world.savedEntries().filter(({ key }) => keys.has(key))
    },
    save: async ({ marker, entries }) => {
      await this.storeAway?.promise
      // One block: a part of it never lands.
      await this.#call((share) => {
        if (share === 1) this.#world.putState(marker, entries)
      })
    },
  }

  readonly log: Log = {
    pause: (partition, reason) => this.paused.set(partition, reason),
    resume: (partition) => this.paused.delete(partition),
    seek: (partition, offset) => this.position.set(partition, offset),
    commit: (_partition, offset) =>
      this.#call((share) => {
        if (share === 1) this.#world.groupOffset = offset
      }),
    range: async () => ({ low: this.#world.low, high: this.#world.high }),
  }

  readonly observer: Observer = {
    restored: () => {},
    folded: () => {},
    saved: () => {},
    evicted: (cards) => {
      this.evicted += cards
    },
    loaded: () => {},
    overtaken: () => {
      this.overtaken += 1
    },
    gap: ({ from, to }) => this.gaps.push(`${from}-${to}`),
    defect: (_partition, _error, offset) => this.defects.push(offset),
    stopped: () => {
      this.stopped = true
    },
  }

  async #send<Item>(items: readonly Item[], into: Item[]): Promise<void> {
    if (this.sinkError) throw this.sinkError
    await this.#call((share) => {
      into.push(...items.slice(0, Math.ceil(items.length * share)))
    })
  }

  /** `share`: how much of the effect takes place. */
  async #call(effect: (share: number) => void): Promise<void> {
    // The answer takes its time, so that work in the background overtakes.
    await new Promise(setImmediate)
    if (this.#isDead) return new Promise(() => {})
    this.calls += 1
    if (this.calls !== this.#death?.atCall) return effect(1)
    this.#isDead = true
    if (this.#death.effect !== 'none') effect(this.#death.effect === 'whole' ? 1 : 0.5)
    this.died.resolve()
    return new Promise(() => {})
  }

  #put(row: FeatureRow): void {
    const { iccid, windowKind, windowStart, offset } = row
    this.#world.putRow(`${iccid}/${windowKind}/${windowStart}`, {
      ver: offset,
      content: textOf(row),
    })
  }
}
