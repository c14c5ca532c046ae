const WEEK_MS = 7 * 86_400_000

/** How far a feed has come, and when it last carried an incoming call. Plain data. */
export interface FeedProgress {
  newest: number
  incomingAt: number
}

/** What the partition's log shows of each feed: whether silence proves anything. */
export class SourceHealth {
  readonly lateMs: () => number
  readonly #feeds: Map<string, FeedProgress>

  constructor(lateMs: () => number, feeds = new Map<string, FeedProgress>()) {
    this.lateMs = lateMs
    this.#feeds = feeds
  }

  get feeds(): ReadonlyMap<string, FeedProgress> {
    return this.#feeds
  }

  /** Takes note of a record. `incoming`: it is an incoming call. */
  note(source: string, eventTime: number, { incoming }: { readonly incoming: boolean }): void {
    const feed = this.#feeds.get(source)
    if (!feed) {
      this.#feeds.set(source, { newest: eventTime, incomingAt: incoming ? eventTime : 0 })
      return
    }
    if (eventTime > feed.newest) feed.newest = eventTime
    if (incoming && eventTime > feed.incomingAt) feed.incomingAt = eventTime
  }

  /** Before the first tick (files) nothing says how late it is: every feed is taken as punctual. */
  isPunctual(source: string, logTime: number | undefined): boolean {
    const newest = this.#feeds.get(source)?.newest ?? 0
    return logTime === undefined || logTime - newest <= this.lateMs()
  }

  /** Whether the feed has had incoming calls, of anybody, within a week. */
  carriesIncoming(source: string, eventTime: number): boolean {
    const incomingAt = this.#feeds.get(source)?.incomingAt ?? 0
    return incomingAt > eventTime - WEEK_MS
  }
}
