import type { StateEntry } from '../../ports.ts'
import type { LogRecord, Mark, Refusal, SavedEntry } from '../ports.ts'

/** What is there for good, whatever process dies: the log, the topics, the tables. */
export class MemoryWorld {
  readonly log: readonly LogRecord[]
  /** What the log still begins with. */
  low = 0n
  groupOffset = 0n
  /** Every record sent, repeats too, as `id: content`, in order. */
  readonly alerts: Sent[] = []
  readonly proposals: Sent[] = []
  readonly facts: Sent[] = []
  readonly letters = new Map<bigint, Refusal>()
  /** The newest version of each row. */
  readonly rows = new Map<string, Versioned>()
  readonly marks = new Map<string, Mark>()
  readonly state = new Map<string, SavedState>()

  constructor(log: readonly LogRecord[]) {
    this.log = log
  }

  get high(): bigint {
    return BigInt(this.log.length)
  }

  putRow(key: string, row: Versioned): void {
    const before = this.rows.get(key)
    if (before && before.ver > row.ver) return
    if (before?.ver === row.ver && before.content !== row.content) {
      throw new Error(`Two contents of one version: ${before.content} and ${row.content}`)
    }
    this.rows.set(key, row)
  }

  /** In the order of keys, as ClickHouse gives them. */
  savedEntries(): SavedEntry[] {
    return [...this.state]
      .filter(([, { isDeleted }]) => !isDeleted)
      .map(([key, { marker, payload }]) => ({ key, marker, payload }))
      .sort((one, other) => (one.key < other.key ? -1 : 1))
  }

  putState(marker: bigint, entries: readonly StateEntry[]): void {
    for (const { key, payload, isDeleted = false } of entries) {
      const before = this.state.get(key)
      if (!before || before.marker <= marker) this.state.set(key, { marker, payload, isDeleted })
    }
  }
}

export interface Sent {
  readonly id: string
  readonly content: string
}

interface SavedState {
  readonly marker: bigint
  readonly payload: StateEntry['payload']
  readonly isDeleted: boolean
}

interface Versioned {
  readonly ver: bigint
  readonly content: string
}

/** Bigints as text, so that contents can be compared. */
export function textOf(value: unknown): string {
  return JSON.stringify(value, (_key, part) => (typeof part === 'bigint' ? String(part) : part))
}
