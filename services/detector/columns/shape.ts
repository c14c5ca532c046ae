import type { Fact } from '../domain/fact.ts'
import type { AmountKey, MemberKey } from '../domain/measure.ts'
import { isSliding, SLIDING, type WindowName } from '../domain/window.ts'
import { OF_PLACE } from './place-kinds.ts'
import { type KeptPlan, PLAN } from './plan.ts'
import { PEER_KINDS, RELEASE_CAUSES } from './usage-words.ts'

/** What a record adds to a long sum: the column, its window, and by what. */
interface ShapeSum {
  readonly column: number
  readonly window: WindowName
  /** Of a sliding window; else 0. */
  readonly slideMs: number
  /** Undefined: one. */
  readonly amount: AmountKey | undefined
}

/** A long window's table that gets the record's member. */
interface ShapeMember {
  readonly kind: number
  readonly window: WindowName
  readonly slideMs: number
  /** How many a window has. */
  readonly slides: number
  readonly member: MemberKey
}

/**
 * What the filters of all measures say of a record. Facts that look alike to them have the same one:
 * a fleet has a few dozen, so that filters are asked once for each and not once a record.
 */
export class Shape {
  readonly first: number
  readonly second: number
  /** For the record's row. */
  readonly flags: number
  readonly moreFlags: number
  /** Indexes of the measures that the record raises. */
  readonly raised: readonly number[]
  readonly sums: readonly ShapeSum[]
  readonly members: readonly ShapeMember[]
  /** The same of devices and places: to mark one twice in a slide changes nothing. */
  readonly places: readonly ShapeMember[]
  /** A bit for each of their kinds. */
  readonly placeKinds: number
  /** Names of the measures raised. */
  readonly names: ReadonlySet<string>

  constructor(fact: Fact, words: { readonly first: number; readonly second: number }) {
    this.first = words.first
    this.second = words.second
    const plans = fact.service === 'data' ? PLAN.data : PLAN.contact
    const counting = plans.filter((plan) => plan.of(fact) && hasValue(plan, fact))
    const takenOff = counting.filter((plan) => isTakenOff(plan, fact))
    const flags = [
      ...counting.map(({ flag }) => flag),
      ...takenOff.map(({ minusFlag }) => minusFlag),
    ].filter((flag) => flag !== undefined)
    this.flags = flags.reduce((all, { word, bit }) => (word === 0 ? all | bit : all), 0)
    this.moreFlags = flags.reduce((all, { word, bit }) => (word === 1 ? all | bit : all), 0)
    this.sums = counting.flatMap(sumsOf)
    const members = counting.flatMap(membersOf)
    this.members = members.filter((one) => !isPlace(one))
    this.places = members.filter(isPlace)
    this.placeKinds = this.places.reduce((bits, { kind }) => bits | (1 << kind), 0)
    const raised = fact.emergency ? [] : counting.filter((plan) => !takenOff.includes(plan))
    this.raised = raised.map(({ index }) => index)
    this.names = new Set(raised.map(({ name }) => name))
  }
}

/** A record without the member or the amount is not counted. */
function hasValue({ measure }: KeptPlan, fact: Fact): boolean {
  switch (measure.kind) {
    case 'count':
      return true
    case 'sum':
    case 'largest':
      return fact[measure.amount] !== undefined
    case 'distinct':
    case 'greatest':
      return fact[measure.member] !== undefined
  }
}

function isTakenOff({ measure }: KeptPlan, fact: Fact): boolean {
  return measure.kind === 'greatest' && measure.minus !== undefined && measure.minus(fact)
}

function sumsOf({ measure, sums }: KeptPlan): ShapeSum[] {
  const amount = measure.kind === 'sum' ? measure.amount : undefined
  return sums.map(({ column, window }) => ({ column, window, slideMs: slideOf(window), amount }))
}

function membersOf({ measure, members }: KeptPlan): ShapeMember[] {
  if (measure.kind !== 'distinct' && measure.kind !== 'greatest') return []
  const { member } = measure
  return members.map(({ kind, window }) => {
    const slideMs = slideOf(window)
    const slides = isSliding(window) ? SLIDING[window].sizeMs / slideMs : 0
    return { kind, window, slideMs, slides, member }
  })
}

function isPlace({ member, slideMs }: ShapeMember): boolean {
  return slideMs > 0 && OF_PLACE.has(member)
}

function slideOf(window: WindowName): number {
  return isSliding(window) ? SLIDING[window].slideMs : 0
}

const MOST_SHAPES = 10_000
/** The shapes met last, by a few bits of their words; what is not there is looked up. */
const NEAR = 1_024

/** Shapes by what makes them. */
export class Shapes {
  readonly #all = new Map<string, Shape>()
  readonly #near: (Shape | undefined)[] = Array(NEAR).fill(undefined)

  /** The shape of a fact. */
  of(fact: Fact): Shape {
    const first = firstWord(fact)
    const second = secondWord(fact)
    const place = (Math.imul(first ^ Math.imul(second, 0x85ebca77), 0x9e3779b1) >>> 22) % NEAR
    const near = this.#near[place]
    if (near !== undefined && near.first === first && near.second === second) return near
    const shape = this.#find(fact, first, second)
    this.#near[place] = shape
    return shape
  }

  #find(fact: Fact, first: number, second: number): Shape {
    const key = `${first}/${second}`
    const before = this.#all.get(key)
    if (before) return before
    if (this.#all.size >= MOST_SHAPES) this.#all.clear()
    const shape = new Shape(fact, { first, second })
    this.#all.set(key, shape)
    return shape
  }
}

/** What a filter may read of a fact, as bits: written out, for it is done for every record. */
function firstWord(fact: Fact): number {
  return (
    (fact.callOut ? 1 : 0) |
    (fact.callIn ? 1 << 1 : 0) |
    (fact.smsOut ? 1 << 2 : 0) |
    (fact.smsIn ? 1 << 3 : 0) |
    (fact.dataUse ? 1 << 4 : 0) |
    (fact.emergency ? 1 << 5 : 0) |
    (fact.answered ? 1 << 6 : 0) |
    (fact.peerKindAllowed ? 1 << 7 : 0) |
    (fact.peerNotAllowed ? 1 << 8 : 0) |
    (fact.premium ? 1 << 9 : 0) |
    (fact.offHours ? 1 << 10 : 0) |
    (fact.stranger ? 1 << 11 : 0) |
    (fact.callback ? 1 << 12 : 0) |
    (fact.short ? 1 << 13 : 0) |
    (fact.unlicensed ? 1 << 14 : 0) |
    (fact.shortGap ? 1 << 15 : 0) |
    (fact.inboundOnly ? 1 << 16 : 0) |
    (fact.directed ? 1 << 17 : 0) |
    (fact.cardDirected ? 1 << 18 : 0) |
    (fact.closedVoice ? 1 << 19 : 0) |
    (fact.closedSms ? 1 << 20 : 0) |
    (fact.closedData ? 1 << 21 : 0) |
    (fact.testing ? 1 << 22 : 0) |
    (fact.stopped ? 1 << 23 : 0) |
    (fact.unprofiled ? 1 << 24 : 0) |
    (fact.service === 'data' ? 1 << 25 : 0)
  )
}

function secondWord(fact: Fact): number {
  return (
    (fact.imeiMismatch ? 1 : 0) |
    (fact.handset ? 1 << 1 : 0) |
    (fact.deviceListed ? 1 << 2 : 0) |
    (fact.cellListed ? 1 << 3 : 0) |
    (fact.regionListed ? 1 << 4 : 0) |
    (fact.regionMismatch ? 1 << 5 : 0) |
    (fact.plmnForeign ? 1 << 6 : 0) |
    (fact.peer === undefined ? 0 : 1 << 7) |
    (fact.blockPeer === undefined ? 0 : 1 << 8) |
    (fact.device === undefined ? 0 : 1 << 9) |
    (fact.region === undefined ? 0 : 1 << 10) |
    (fact.cell === undefined ? 0 : 1 << 11) |
    (fact.appCategory === undefined ? 0 : 1 << 12) |
    (fact.gapSeconds === undefined ? 0 : 1 << 13) |
    (fact.blockRun === undefined ? 0 : 1 << 14) |
    (PEER_KINDS.numberOf(fact.peerKind ?? undefined) << 15) |
    (RELEASE_CAUSES.numberOf(fact.releaseCause) << 18)
  )
}

/** Of no record: nothing is counted. */
export const NO_SHAPE = new Shape({ service: 'data', emergency: true } as Fact, {
  first: -1,
  second: -1,
})
