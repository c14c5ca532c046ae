import type { Alert } from '#schemas/alert.ts'
import type { Step } from '../views/step.ts'
import { mergeSteps } from './merge-steps.ts'
import { formatPosition, type Position, parsePosition } from './stream-position.ts'

/** What a record tells people. */
export type News =
  | { readonly kind: 'alert'; readonly alert: Alert }
  | { readonly kind: 'step'; readonly alertId: string; readonly step: Step }

/** News with the place a reader stands at who has seen it. */
export interface LiveEvent {
  readonly id: string
  readonly news: News
}

export interface Place {
  readonly topic: string
  readonly partition: number
  readonly offset: number
}

export type Resumed =
  | { readonly status: 'ok'; readonly events: readonly LiveEvent[] }
  /** Too old, or of another log: only the history can tell. */
  | { readonly status: 'reset' }

interface Entry extends Place {
  readonly event: LiveEvent
}

export interface LiveLogOptions {
  readonly topics: readonly string[]
  /** How many records it keeps. */
  readonly capacity: number
}

/** The newest records of the topics, for those who look on. It forgets the oldest ones. */
export class LiveLog {
  readonly #topics: readonly string[]
  readonly #capacity: number
  /** The next offset of each partition: all before it was seen. */
  readonly #next: Record<string, number[]> = {}
  /** The oldest offset of each partition from which nothing was forgotten. */
  readonly #floor: Record<string, number[]> = {}
  readonly #entries: Entry[] = []
  readonly #byAlert = new Map<string, News[]>()
  readonly #listeners = new Set<(event: LiveEvent) => void>()

  constructor({ topics, capacity }: LiveLogOptions) {
    this.#topics = topics
    this.#capacity = capacity
  }

  /** Says where reading begins, before the first record. */
  begin(places: readonly Place[]): void {
    for (const { topic, partition, offset } of places) {
      setAt(this.#next, { topic, partition }, offset)
      setAt(this.#floor, { topic, partition }, offset)
    }
  }

  /** Takes in a record; null: one that tells people nothing. A record that comes again has no effect. */
  append(place: Place, news: News | null): void {
    if (place.offset < (this.#next[place.topic]?.[place.partition] ?? 0)) return
    setAt(this.#next, place, place.offset + 1)
    if (news === null) return
    const event = { id: this.position, news }
    this.#entries.push({ ...place, event })
    remember(this.#byAlert, news)
    if (this.#entries.length > this.#capacity) this.#forgetOldest()
    for (const listener of this.#listeners) listener(event)
  }

  get position(): string {
    return formatPosition(this.#next, this.#topics)
  }

  /** Everything that a reader at this place has not seen. */
  since(id: string): Resumed {
    const from = parsePosition(id, this.#topics)
    if (!from || !this.#covers(from)) return { status: 'reset' }
    const events = this.#entries
      .filter(({ topic, partition, offset }) => offset >= (from[topic]?.[partition] ?? 0))
      .map(({ event }) => event)
    return { status: 'ok', events }
  }

  /** Calls with each event from now on; the function that comes back ends that. */
  subscribe(listener: (event: LiveEvent) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** The newest revision of each alert it has. */
  alerts(): Alert[] {
    return [...this.#byAlert.values()].flatMap((news) => newestAlert(news) ?? [])
  }

  alert(alertId: string): Alert | null {
    return newestAlert(this.#byAlert.get(alertId) ?? [])
  }

  steps(alertId: string): Step[] {
    const news = this.#byAlert.get(alertId) ?? []
    return mergeSteps(
      [],
      news.flatMap((item) => (item.kind === 'step' ? [item.step] : [])),
    )
  }

  #forgetOldest(): void {
    const oldest = this.#entries.shift()
    if (!oldest) return
    setAt(this.#floor, oldest, oldest.offset + 1)
    const { news } = oldest.event
    const alertId = alertIdOf(news)
    const left = (this.#byAlert.get(alertId) ?? []).filter((item) => item !== news)
    if (left.length > 0) this.#byAlert.set(alertId, left)
    else this.#byAlert.delete(alertId)
  }

  #covers(from: Position): boolean {
    return this.#topics.every((topic) =>
      (this.#next[topic] ?? []).every((next, partition) => {
        const offset = from[topic]?.[partition] ?? 0
        return offset >= (this.#floor[topic]?.[partition] ?? 0) && offset <= next
      }),
    )
  }
}

/** Partitions may come in any order: those not yet named begin at 0. */
function setAt(
  offsets: Record<string, number[]>,
  { topic, partition }: Omit<Place, 'offset'>,
  offset: number,
): void {
  offsets[topic] ??= []
  const own = offsets[topic]
  while (own.length < partition) own.push(0)
  own[partition] = offset
}

function alertIdOf(news: News): string {
  return news.kind === 'alert' ? news.alert.alertId : news.alertId
}

function remember(byAlert: Map<string, News[]>, news: News): void {
  const alertId = alertIdOf(news)
  const known = byAlert.get(alertId)
  if (known) known.push(news)
  else byAlert.set(alertId, [news])
}

function newestAlert(news: readonly News[]): Alert | null {
  const alerts = news.flatMap((item) => (item.kind === 'alert' ? [item.alert] : []))
  if (alerts.length === 0) return null
  return alerts.reduce((newest, alert) => (alert.revision >= newest.revision ? alert : newest))
}
