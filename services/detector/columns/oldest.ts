import { BASELINE_DAYS } from '../domain/moment.ts'
import { isSliding, SLIDING, slidingSpan, type WindowName } from '../domain/window.ts'
import { HORIZON } from './card-head.ts'
import { PLAN } from './plan.ts'
import type { Scene } from './scene.ts'
import { QUARTER_MS } from './zone-days.ts'

const DAY_MS = 86_400_000
/** Longer than any month or billing cycle. */
const LONGEST_MS = 33 * DAY_MS

/** From where on a card can still be asked for: its horizon, and the number of its oldest contract. */
export interface Need {
  readonly horizon: number
  readonly contract: number
}

/** What a card at work still needs, from its horizon on. */
export function needOf(scene: Scene): Need {
  const { contracts = [], testSince, testContract = 0 } = scene.memory ?? {}
  const ofTest = testSince === undefined ? Number.POSITIVE_INFINITY : testContract
  const oldest = Math.min(ofTest, ...contracts.map(({ number }) => number))
  return { horizon: scene.double(HORIZON), contract: contracts.length === 0 ? 0 : oldest }
}

/** What a horizon says of cells and members: what lies before can be asked for no more. */
export class Oldest {
  readonly #cells = new Float64Array(PLAN.columns.length + 1)
  readonly #slides = new Float64Array(PLAN.kinds.length)
  readonly #of: () => Need

  /** `of` tells what of the card at work is needed. */
  constructor(of: () => Need) {
    this.#of = of
  }

  /** Of each column the first cell that is still needed. */
  cells = (): ArrayLike<number> => {
    const { horizon, contract } = this.#of()
    PLAN.columns.forEach((window, column) => {
      this.#cells[column] = window === 'lifetime' ? contract : oldestCell(window, horizon)
    })
    return this.#cells
  }

  /** Of each kind of members the first slide that is still needed. */
  slides = (): ArrayLike<number> => {
    const { horizon } = this.#of()
    PLAN.kinds.forEach((window, kind) => {
      this.#slides[kind] = isSliding(window) ? oldestCell(window, horizon) : oldestMonth(horizon)
    })
    return this.#slides
  }
}

function oldestCell(window: WindowName, horizon: number): number {
  if (isSliding(window)) {
    const { slideMs } = SLIDING[window]
    return Math.floor(slidingSpan(horizon, window).start / slideMs)
  }
  const days = window === 'day' ? (BASELINE_DAYS + 2) * DAY_MS : LONGEST_MS
  return Math.floor((horizon - days) / QUARTER_MS)
}

/** Months are counted from year 0, their first one being 1; never one too late. */
function oldestMonth(horizon: number): number {
  return Math.floor((horizon - LONGEST_MS) / (30.436875 * DAY_MS)) + 1_970 * 12
}
