import { CardEvent, Tick } from '#schemas/card-event.ts'
import { decodeRecord } from '#schemas/decode-record.ts'
import { Iccid } from '#schemas/identifiers.ts'
import type { PolicyDocument } from '#schemas/policy-document.ts'
import { isAhead } from '../../services/detector/control.ts'
import { FUTURE_MS } from '../../services/detector/judging/judge-usage.ts'
import type { FeedProgress } from '../../services/detector/judging/source-health.ts'
import type { RawRecord } from '../../services/detector/ports.ts'
import { policyLine } from './policy-line.ts'

/** One thing that a card's replay needs, in the log's order. */
export type LogItem =
  | { readonly kind: 'record'; readonly raw: RawRecord }
  /** How far other cards' records had brought a feed: whether its silence proves anything. */
  | { readonly kind: 'feed'; readonly source: string; readonly progress: FeedProgress }

export interface CardLogOptions {
  /** A policy before all records. */
  readonly first?: PolicyDocument | undefined
  /** `without`: those of the log do not count. */
  readonly policies?: 'ofLog' | 'without'
}

/**
 * What of a partition's log can have decided about one card: its own records, policies and time.
 * Of all else only the newest is held, so that a log of millions fits.
 */
export class CardLog {
  readonly #iccid: Iccid
  readonly #policies: 'ofLog' | 'without'
  readonly #items: LogItem[] = []
  readonly #feeds = new Map<string, FeedProgress>()
  #tick: RawRecord | undefined
  #logTime: number | undefined

  constructor(iccid: Iccid, { first, policies = 'ofLog' }: CardLogOptions = {}) {
    this.#iccid = iccid
    this.#policies = policies
    if (first) this.#items.push({ kind: 'record', raw: policyLine(first) })
  }

  get items(): readonly LogItem[] {
    return this.#items
  }

  add(raw: RawRecord): void {
    const fields = fieldsOf(raw)
    if (fields === undefined) return
    const { kind, iccid } = fields
    const isOwn = this.#isOwn(iccid)
    if (kind === 'tick') this.#addTick(raw)
    if (kind === 'policy' && this.#policies === 'ofLog') this.#push(raw)
    if (isOwn) this.#push(raw)
    if (kind === 'usage' && !isOwn) this.#noteFeed(fields)
  }

  #isOwn(iccid: unknown): boolean {
    return iccid === this.#iccid || Iccid.safeParse(iccid).data === this.#iccid
  }

  #addTick(raw: RawRecord): void {
    const decoded = decodeRecord(Tick, raw.value)
    if (decoded.status === 'bad' || isAhead(decoded.value, raw)) return
    const { eventTime } = decoded.value
    if (eventTime <= (this.#logTime ?? 0)) return
    this.#logTime = eventTime
    this.#tick = raw
  }

  /** As the detector would; what it would refuse does not count. */
  #noteFeed(fields: Fields): void {
    const { source, eventTime, service, direction } = fields
    if (typeof source !== 'string' || typeof eventTime !== 'number') return
    if (eventTime > (this.#logTime ?? eventTime) + FUTURE_MS) return
    const before = this.#feeds.get(source)
    const isIncoming = service === 'voice' && direction === 'incoming'
    this.#feeds.set(source, {
      newest: Math.max(eventTime, before?.newest ?? 0),
      incomingAt: Math.max(isIncoming ? eventTime : 0, before?.incomingAt ?? 0),
    })
  }

  /** What came before it first. */
  #push(raw: RawRecord): void {
    if (this.#tick) this.#items.push({ kind: 'record', raw: this.#tick })
    this.#tick = undefined
    for (const [source, progress] of this.#feeds) {
      this.#items.push({ kind: 'feed', source, progress })
    }
    this.#feeds.clear()
    this.#items.push({ kind: 'record', raw })
  }
}

type Fields = Readonly<Record<string, unknown>>

/** Without the whole check of the contract: most records are of other cards. */
function fieldsOf({ value }: RawRecord): Fields | undefined {
  if (value === null) return undefined
  try {
    const text = typeof value === 'string' ? value : utf8.decode(value)
    const parsed: unknown = JSON.parse(text)
    return typeof parsed === 'object' && parsed !== null ? (parsed as Fields) : undefined
  } catch {
    return undefined
  }
}

const utf8 = new TextDecoder()

/** A record of the log in the contract's words; undefined: it is none. */
export function eventOf(raw: RawRecord): CardEvent | undefined {
  const decoded = decodeRecord(CardEvent, raw.value)
  return decoded.status === 'ok' ? decoded.value : undefined
}
