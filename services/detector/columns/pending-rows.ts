import { MOST_LATENESS_HOURS } from '#schemas/common-settings.ts'
import type { RowStamp } from '../card/changed-rows.ts'
import type { RowBlock } from '../card/row-block.ts'
import { ColumnRows } from './column-rows.ts'
import type { ColumnValues } from './column-values.ts'
import type { Contract } from './contract.ts'
import { RowTouches } from './row-touches.ts'
import type { Scene } from './scene.ts'

const MOST_LATENESS_MS = MOST_LATENESS_HOURS * 3_600_000

/** What a test uses counts on when the contract changes: a late record of one before is in it too. */
function isOfTest({ contract, memory }: Scene, inForce: Contract | undefined): boolean {
  if (contract === undefined || inForce === undefined) return false
  const { testSince } = memory ?? {}
  return testSince !== undefined && testSince <= contract.from && contract.from < inForce.from
}

/** Feature rows that records have changed: worked out when they are taken, for many records at once. */
export class PendingRows {
  readonly #scene: Scene
  readonly #touches = new RowTouches()
  readonly #rows: ColumnRows

  constructor(scene: Scene, values: ColumnValues) {
    this.#scene = scene
    this.#rows = new ColumnRows({ scene, values, touches: this.#touches })
  }

  isPending(card: number): boolean {
    return this.#touches.newestOf(card) !== 0
  }

  /** Notes that the scene's record has changed rows of its card, whose newest record was of a time before. */
  touch(newestBefore: number, stamp: RowStamp): void {
    const { card, eventTime, contract } = this.#scene
    const isNewest = eventTime >= newestBefore
    const inForce = isNewest ? contract : this.#scene.contractAt(newestBefore)
    const isChanged = inForce === contract || isOfTest(this.#scene, inForce)
    const lifetime = isChanged ? (inForce?.number ?? 0) : -1
    this.#touches.add(card, { eventTime, contract: lifetime }, stamp)
  }

  /** Works out a card's rows. Moves the scene. */
  settle(card: number): void {
    if (!this.isPending(card)) return
    this.#rows.addRowsOf(card)
    this.#touches.drop(card)
  }

  /**
   * Rows of the scene's card are worked out before the horizon passes their records, and what they need
   * is dropped; before the first policy, when nothing is late, as under the most patient one.
   */
  settleBefore(eventTime: number): void {
    const { card, policy } = this.#scene
    const keptMs = Math.min(policy.policy.allowedLatenessMs, MOST_LATENESS_MS)
    if (eventTime - this.#touches.sinceOf(card) >= keptMs) this.settle(card)
  }

  /** All rows since they were last taken. `enter` sets the scene to a card, under the policy in force. */
  take(enter: (card: number) => void): RowBlock[] {
    this.#touches.each((card) => {
      enter(card)
      this.settle(card)
    })
    return this.#rows.take()
  }

  /** Forgets them unread. */
  drop(): void {
    this.#touches.clear()
    this.#rows.take()
  }
}
