import {
  ROOM_CONTRACT,
  ROOM_KIB,
  ROOM_NEAR,
  ROOM_RECORDS,
  ROOM_SCREEN,
  ROOM_SECONDS,
} from './card-head.ts'
import type { ColumnValues } from './column-values.ts'
import { RareRecords } from './rare-records.ts'
import { type Bound, boundsOf, KIB, LEAST, roomBelow } from './room-bounds.ts'
import type { Scene } from './scene.ts'
import { areMet, type PlacedCase, type ScreenCondition } from './screen-cases.ts'
import type { Shape } from './shape.ts'

const MOST_RECORDS = 0x7fff
const MOST_WORD = 0x7fffffff

/** One list of conditions that are met together. */
interface Watched {
  readonly rule: number
  /** Measures that a record must be counted in. */
  readonly behind: readonly number[]
  readonly conditions: readonly ScreenCondition[]
  /** Those that can be shown to stay unmet, the cheapest first. */
  readonly bounds: readonly Bound[]
  /** Set in a card's word when the list is to be looked at for each record; 0: there is none left. */
  readonly bit: number
}

/**
 * How much a card can still be used before a case of a screen could be met: windows only lose what
 * they hold, so a limit that is far away stays out of reach of the next records. Found when all cases
 * are looked at, spent record by record; with it a record in order is held against those cases only
 * that are near, or of which nothing can be said beforehand.
 */
export class Headroom {
  readonly #bounded: readonly Watched[]
  /** Nothing bounds them: they are looked at for each record. */
  readonly #unbounded: readonly Watched[]
  readonly #rare: RareRecords
  readonly #number = nextNumber()
  /** While room is measured. */
  readonly #room = { calls: 0, data: 0, bytes: 0, seconds: 0 }

  constructor(cases: readonly PlacedCase[], measures: number) {
    const lists = watchedLists(cases)
    this.#rare = new RareRecords(
      lists.flatMap(({ bounds }) => bounds),
      measures,
    )
    // What can trip a list of such measures only is looked at anyway.
    const unguarded = lists.filter(({ behind }) => !this.#rare.countAll(behind))
    this.#bounded = unguarded.filter(({ bounds }) => bounds.length > 0)
    this.#unbounded = unguarded.filter(({ bounds }) => bounds.length === 0)
  }

  /** Whether the scene's record, folded in, fits into the card's room, which it takes up. */
  holds(scene: Scene, shape: Shape): boolean {
    if (scene.word(ROOM_SCREEN) !== this.#number) return false
    if (scene.word(ROOM_CONTRACT) !== (scene.contract?.number ?? 0)) return false
    return !this.#rare.has(scene, shape) && spend(scene)
  }

  /** Tells the rules of the cases that are met although the record fits. */
  tellNear(scene: Scene, { raised }: Shape, { values, tell }: Found): void {
    const near = scene.word(ROOM_NEAR)
    values.begin()
    for (let at = 0; at < this.#unbounded.length; at += 1) {
      const { rule, behind, conditions } = this.#unbounded[at] as Watched
      if (isCounted(raised, behind) && areMet(conditions, values)) tell(rule)
    }
    if (near === 0) return
    for (let at = 0; at < this.#bounded.length; at += 1) {
      const { rule, behind, conditions, bit } = this.#bounded[at] as Watched
      if ((near & bit) === 0 || !isCounted(raised, behind)) continue
      if (areMet(conditions, values)) tell(rule)
    }
  }

  /** Measures the room of the scene's card, whose record came in order. */
  measure(scene: Scene, values: ColumnValues): void {
    const room = this.#room
    room.calls = MOST_RECORDS
    room.data = MOST_RECORDS
    room.bytes = Number.POSITIVE_INFINITY
    room.seconds = Number.POSITIVE_INFINITY
    let near = 0
    for (let at = 0; at < this.#bounded.length; at += 1) {
      const one = this.#bounded[at] as Watched
      if (this.#bind(one, values)) continue
      if (one.bit === 0) {
        forgetRoom(scene)
        return
      }
      near |= one.bit
    }
    scene.setWord(ROOM_SCREEN, this.#number)
    scene.setWord(ROOM_CONTRACT, scene.contract?.number ?? 0)
    scene.setWord(ROOM_NEAR, near)
    scene.setWord(ROOM_RECORDS, (room.data << 16) | room.calls)
    scene.setWord(ROOM_KIB, Math.min(Math.floor(room.bytes / KIB), MOST_WORD))
    scene.setWord(ROOM_SECONDS, Math.min(Math.floor(room.seconds), MOST_WORD))
  }

  /** Takes the first condition of a list that stays unmet for a while. */
  #bind({ bounds }: Watched, values: ColumnValues): boolean {
    const room = this.#room
    for (let at = 0; at < bounds.length; at += 1) {
      const { condition, growth } = bounds[at] as Bound
      const most = roomBelow(condition, values)
      if (most < LEAST[growth]) continue
      if (growth === 'calls') room.calls = Math.min(room.calls, most)
      else if (growth === 'data') room.data = Math.min(room.data, most)
      else if (growth === 'bytes') room.bytes = Math.min(room.bytes, most)
      else if (growth === 'seconds') room.seconds = Math.min(room.seconds, most)
      return true
    }
    return false
  }
}

interface Found {
  readonly values: ColumnValues
  readonly tell: (rule: number) => void
}

/** Only a record that one of the measures counts can trip what rests on them. */
function isCounted(raised: readonly number[], behind: readonly number[]): boolean {
  for (let at = 0; at < raised.length; at += 1) {
    if (behind.includes(raised[at] ?? -1)) return true
  }
  return false
}

/** Screens live as long as the process: a number says which one a card's room was found with. */
let screens = 0

function nextNumber(): number {
  screens += 1
  return screens
}

/** Forgets a card's room: something else than a record in order has changed it. */
export function forgetRoom(scene: Scene): void {
  scene.setWord(ROOM_SCREEN, 0)
}

/** Takes the scene's record out of the room; false when there is not that much. */
function spend(scene: Scene): boolean {
  const records = scene.word(ROOM_RECORDS)
  if (scene.fields.service === 'data') {
    const kib = scene.word(ROOM_KIB) - Math.ceil(scene.fact.bytes / KIB)
    if (records >>> 16 === 0 || kib < 0) return false
    scene.setWord(ROOM_RECORDS, records - 0x10000)
    scene.setWord(ROOM_KIB, kib)
    return true
  }
  const seconds = scene.word(ROOM_SECONDS) - Math.ceil(scene.fact.durationSeconds)
  if ((records & 0xffff) === 0 || seconds < 0) return false
  scene.setWord(ROOM_RECORDS, records - 1)
  scene.setWord(ROOM_SECONDS, seconds)
  return true
}

/** Bits of a word that stays positive. */
const MOST_NEAR = 31

function watchedLists(cases: readonly PlacedCase[]): Watched[] {
  let bits = 0
  return cases.flatMap(({ one: { rule, lists }, behind }) =>
    lists.map((conditions) => {
      const bounds = boundsOf(conditions)
      const comesNear = bounds.some(({ growth }) => LEAST[growth] > 0)
      const bit = comesNear && bits < MOST_NEAR ? 1 << bits : 0
      if (bit !== 0) bits += 1
      return { rule, behind, conditions, bounds, bit }
    }),
  )
}
