import { mergeSteps } from '../../domain/merge-steps.ts'
import type { AlertRow } from '../../views/alert-row.ts'
import type { LiveStep } from '../../views/live-step.ts'
import type { Step } from '../../views/step.ts'

/** An alert that came live, with its turn: what is waiting has a later one than what is shown. */
export interface LiveRow {
  readonly row: AlertRow
  readonly turn: number
}

export interface LiveState {
  /** `waiting`: not opened yet. `lost`: it heals alone, this only says so. */
  readonly stream: 'waiting' | 'open' | 'lost'
  readonly rows: ReadonlyMap<string, LiveRow>
  readonly steps: ReadonlyMap<string, readonly Step[]>
  /** The turn of the newest alert. */
  readonly turn: number
  /** Counts how often the stream said that it cannot go on from where it was. */
  readonly resets: number
}

/** What a page keeps of what came live. */
const MOST_ROWS = 2_000
/** Readers are told of changes at most so often. */
const TELL_MS = 150

/** What the stream said since the page was opened. */
export class LiveStore {
  #state: LiveState = {
    stream: 'waiting',
    rows: new Map(),
    steps: new Map(),
    turn: 0,
    resets: 0,
  }
  readonly #rows = new Map<string, LiveRow>()
  readonly #steps = new Map<string, readonly Step[]>()
  readonly #listeners = new Set<() => void>()
  #timer: ReturnType<typeof setTimeout> | undefined
  #turn = 0
  #resets = 0
  #stream: LiveState['stream'] = 'waiting'

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly read = (): LiveState => this.#state

  addAlert(row: AlertRow): void {
    const known = this.#rows.get(row.alertId)
    if (known && known.row.revision >= row.revision) return
    // A new revision changes its row where it is: it is not news.
    this.#rows.set(row.alertId, { row, turn: known?.turn ?? ++this.#turn })
    if (this.#rows.size > MOST_ROWS) this.#forgetHalf()
    this.#tellSoon()
  }

  addStep({ alertId, step }: LiveStep): void {
    this.#steps.set(alertId, mergeSteps(this.#steps.get(alertId) ?? [], [step]))
    const oldest = this.#steps.size > MOST_ROWS ? this.#steps.keys().next().value : undefined
    if (oldest !== undefined) this.#steps.delete(oldest)
    this.#tellSoon()
  }

  setStream(stream: LiveState['stream']): void {
    if (stream === this.#stream) return
    this.#stream = stream
    this.#tellSoon()
  }

  /** The list has to be asked for again. */
  reset(): void {
    this.#resets += 1
    this.#tellSoon()
  }

  /** What is forgotten here the history knows: the list is asked for again, so that none is missing. */
  #forgetHalf(): void {
    for (const alertId of [...this.#rows.keys()].slice(0, MOST_ROWS / 2)) {
      this.#rows.delete(alertId)
      this.#steps.delete(alertId)
    }
    this.#resets += 1
  }

  #tellSoon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      this.#state = {
        stream: this.#stream,
        rows: new Map(this.#rows),
        steps: new Map(this.#steps),
        turn: this.#turn,
        resets: this.#resets,
      }
      for (const listener of this.#listeners) listener()
    }, TELL_MS)
  }
}
