import { BY_VERDICTS } from '../features/history.ts'
import {
  CONTACT_ROOM,
  DATA_ROOM,
  KIB_ROOM,
  ROOM_CONTRACT,
  ROOM_SCREEN,
  SECONDS_ROOM,
} from './cards.ts'
import type { ColumnValues } from './column-values.ts'
import { WAKE_KIND } from './member-table.ts'
import { IN_CALLS, IN_DATA } from './recent-totals.ts'
import type { Scene } from './scene.ts'
import { areMet, type ScreenCase, type ScreenCondition } from './screen-cases.ts'
import type { Shape } from './shape.ts'

/**
 * Measures that everyday use is counted in. A record that is counted in another one of the screen's
 * is looked at; of these the card has room.
 */
const EVERYDAY: ReadonlySet<string> = new Set([
  ...['callsOutgoing', 'callsIncoming', 'callsAnswered', 'callsShort', 'callSeconds'],
  ...['callsConcurrent', 'peersDistinct', 'counterpartsDistinct', 'strangers', 'callsToOnePeer'],
  ...['unansweredToOnePeer', 'oneWayToOnePeer', 'sameBlockRun', 'smsOutgoing', 'smsPeersDistinct'],
  ...['callsInvalid', 'callsAbandoned', 'gaps', 'gapsShort', 'platformSenders'],
  ...[
    'bytesTotal',
    'bytesGeneral',
    'dataRecords',
    'usageRecords',
    'imeisDistinct',
    'regionsDistinct',
  ],
  'cellsDistinct',
])

/** Of a silence that has ended: no record changes them but the one that ends the next. */
const BY_WAKE: ReadonlySet<string> = new Set(['silentDays', 'wokeElsewhere'])

/** Records are looked at one by one so long before room is measured again. */
const WAIT_RECORDS = 3
const MOST_RECORDS = 1_000_000
const KIB = 1_024

/**
 * How a condition that is not met can come to be: by nothing that everyday use does, by a member that
 * is new in its window, by a record that is larger than the limit itself, or by enough calls, data
 * records, bytes or seconds.
 */
type Growth = 'steady' | 'member' | 'size' | 'calls' | 'data' | 'bytes' | 'seconds' | 'quota'

interface Bound {
  readonly condition: ScreenCondition
  readonly growth: Growth
}

/**
 * How much a card can still be used before any case of a screen could be met: windows only lose what
 * they hold, so a limit that is far away stays out of reach of the next records. Found when all cases
 * are looked at, spent record by record; with it a record in order need not be screened.
 */
export class Headroom {
  /** Of each list of conditions those that can be shown to stay unmet, the cheapest first. */
  readonly #bounds: readonly (readonly Bound[])[]
  /** Lists of which none can: they are looked at for each record. */
  readonly #unbound: readonly (readonly ScreenCondition[])[]
  /** By measure: whether a record that it counts is looked at. */
  readonly #isWatched: Uint8Array
  /** By kind of members: the same for one that is new in its window. */
  readonly #watchedKinds: number
  /** Calls at one time, and in one block, from which on a record is looked at. */
  readonly #sizes = { concurrent: Number.POSITIVE_INFINITY, blockRun: Number.POSITIVE_INFINITY }
  readonly #number: number
  #calls = 0
  #data = 0
  #bytes = 0
  #seconds = 0

  constructor(cases: readonly ScreenCase[], { measures }: { readonly measures: number }) {
    const lists = cases.flatMap((one) => one.lists)
    const bounds = lists.map(boundsOf)
    this.#bounds = bounds.filter((list) => list.length > 0)
    this.#unbound = lists.filter((_, at) => bounds[at]?.length === 0)
    this.#isWatched = new Uint8Array(measures)
    let kinds = 0
    for (const { condition, growth } of bounds.flat()) {
      const { plan, kind, measure } = condition.place
      if (growth === 'steady' && plan) this.#isWatched[plan.index] = 1
      if (growth === 'member') kinds |= 1 << Math.max(kind, WAKE_KIND)
      if (measure.kind !== 'largest') continue
      const { amount } = measure
      this.#sizes[amount] = Math.min(this.#sizes[amount], condition.threshold)
    }
    this.#watchedKinds = kinds
    this.#number = nextNumber()
  }

  /** Whether the scene's record, folded in, fits into the card's room: then nothing can have tripped. */
  holds(scene: Scene, shape: Shape, values: ColumnValues): boolean {
    if (scene.word(ROOM_SCREEN) !== this.#number || !values.isExact) return false
    if (scene.word(ROOM_CONTRACT) !== (scene.contract?.number ?? 0)) return false
    if ((scene.store.members.grownKinds & this.#watchedKinds) !== 0) return false
    if (this.#watches(shape) || this.#isLarge(scene)) return false
    return spend(scene) && !this.#meetsUnbound(values)
  }

  #isLarge({ fact }: Scene): boolean {
    return fact.concurrent >= this.#sizes.concurrent || (fact.blockRun ?? 0) >= this.#sizes.blockRun
  }

  #watches({ raised }: Shape): boolean {
    for (let at = 0; at < raised.length; at += 1) {
      if (this.#isWatched[raised[at] ?? 0] === 1) return true
    }
    return false
  }

  #meetsUnbound(values: ColumnValues): boolean {
    if (this.#unbound.length === 0) return false
    values.beginUnread()
    for (let at = 0; at < this.#unbound.length; at += 1) {
      if (areMet(this.#unbound[at] as readonly ScreenCondition[], values)) return true
    }
    return false
  }

  /** Measures the room of the scene's card, whose record came in order and can trip nothing. */
  measure(scene: Scene, values: ColumnValues): void {
    const wait = scene.word(ROOM_SCREEN) === 0 ? scene.word(CONTACT_ROOM) : 0
    if (wait > 0) {
      scene.setWord(CONTACT_ROOM, wait - 1)
      return
    }
    const hasRoom = this.#find(values)
    scene.setWord(ROOM_SCREEN, hasRoom ? this.#number : 0)
    scene.setWord(ROOM_CONTRACT, scene.contract?.number ?? 0)
    scene.setWord(CONTACT_ROOM, hasRoom ? this.#calls : WAIT_RECORDS)
    scene.setWord(DATA_ROOM, this.#data)
    scene.setWord(KIB_ROOM, Math.min(Math.floor(this.#bytes / KIB), 0x7fffffff))
    scene.setWord(SECONDS_ROOM, Math.min(Math.floor(this.#seconds), 0x7fffffff))
  }

  #find(values: ColumnValues): boolean {
    this.#calls = MOST_RECORDS
    this.#data = MOST_RECORDS
    this.#bytes = Number.POSITIVE_INFINITY
    this.#seconds = Number.POSITIVE_INFINITY
    for (let at = 0; at < this.#bounds.length; at += 1) {
      if (!this.#bind(this.#bounds[at] as readonly Bound[], values)) return false
    }
    return true
  }

  /** Takes the first condition of a list that stays unmet for a while. */
  #bind(list: readonly Bound[], values: ColumnValues): boolean {
    for (let at = 0; at < list.length; at += 1) {
      const { condition, growth } = list[at] as Bound
      const room = roomBelow(condition, values)
      if (room < leastOf(growth)) continue
      if (growth === 'calls') this.#calls = Math.min(this.#calls, room)
      else if (growth === 'data') this.#data = Math.min(this.#data, room)
      else if (growth === 'bytes' || growth === 'quota') this.#bytes = Math.min(this.#bytes, room)
      else if (growth === 'seconds') this.#seconds = Math.min(this.#seconds, room)
      return true
    }
    return false
  }
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
  scene.setWord(CONTACT_ROOM, 0)
}

/** Takes the scene's record out of the room; false when there was less. */
function spend(scene: Scene): boolean {
  const { fact } = scene
  if (scene.fields.service === 'data') {
    const left = scene.word(DATA_ROOM) - 1
    const kib = scene.word(KIB_ROOM) - Math.ceil(fact.bytes / KIB)
    scene.setWord(DATA_ROOM, left)
    scene.setWord(KIB_ROOM, kib)
    return left >= 0 && kib >= 0
  }
  const left = scene.word(CONTACT_ROOM) - 1
  const seconds = scene.word(SECONDS_ROOM) - Math.ceil(fact.durationSeconds)
  scene.setWord(CONTACT_ROOM, left)
  scene.setWord(SECONDS_ROOM, seconds)
  return left >= 0 && seconds >= 0
}

const ORDER: readonly Growth[] = [
  ...(['steady', 'member', 'size', 'data', 'bytes', 'quota', 'seconds', 'calls'] as const),
]

function boundsOf(list: readonly ScreenCondition[]): Bound[] {
  return list
    .flatMap((condition): Bound[] => {
      const growth = growthOf(condition)
      return growth ? [{ condition, growth }] : []
    })
    .sort((one, other) => ORDER.indexOf(one.growth) - ORDER.indexOf(other.growth))
}

/** Undefined where nothing can be said: ratios, speeds, too little of something. */
function growthOf({ place, comparator }: ScreenCondition): Growth | undefined {
  if (comparator !== '>' && comparator !== '>=') return undefined
  const { name, plan, measure, kind } = place
  if (name === 'quotaRatio') return 'quota'
  if (BY_VERDICTS.has(name)) return 'steady'
  if (BY_WAKE.has(name)) return 'member'
  if (!plan) return undefined
  if (!EVERYDAY.has(name)) return 'steady'
  if (measure.kind === 'largest') return 'size'
  if (measure.kind === 'distinct' && kind >= 0) return 'member'
  if (measure.kind === 'sum') {
    return measure.amount === 'bytes'
      ? 'bytes'
      : measure.amount === 'durationSeconds'
        ? 'seconds'
        : undefined
  }
  const isOfBoth = IN_CALLS[plan.index] && IN_DATA[plan.index]
  return isOfBoth ? undefined : IN_DATA[plan.index] ? 'data' : 'calls'
}

/** By how much a feature can grow and the condition stay unmet; below 0: it is met. */
function roomBelow(condition: ScreenCondition, values: ColumnValues): number {
  const { place } = condition
  const most = values.mostOf(place)
  if (most !== undefined) {
    const room = roomOver(condition, most)
    if (room >= ENOUGH_RECORDS) return room
  }
  const value = values.ceilingOf(place)
  if (value === undefined) return Number.POSITIVE_INFINITY
  if (place.name !== 'quotaRatio') return roomOver(condition, value)
  return Math.floor((condition.threshold - value) * values.quotaBytes) - 1
}

/** What is quickly found will do where it leaves room for so many records. */
const ENOUGH_RECORDS = 4

function roomOver({ comparator, threshold }: ScreenCondition, value: number): number {
  const room = threshold - value
  return comparator === '>' ? Math.floor(room) : Math.ceil(room) - 1
}

/** Less is no room, for a record that may follow. */
function leastOf(growth: Growth): number {
  switch (growth) {
    case 'steady':
    case 'member':
    case 'size':
      return 0
    case 'calls':
    case 'data':
      return 1
    case 'bytes':
    case 'quota':
      return KIB
    case 'seconds':
      return 1
  }
}
