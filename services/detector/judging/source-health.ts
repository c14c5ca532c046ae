import type { Usage } from '#schemas/usage.ts'

const WEEK_MS = 7 * 86_400_000

/** How far a feed has come, and when it last carried an incoming call. Plain data. */
export interface FeedProgress {
  readonly newest: number
  readonly incomingAt: number
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

  note(usage: Usage): void {
    const before = this.#feeds.get(usage.source)
    const incoming = usage.service === 'voice' && usage.direction === 'incoming'
    this.#feeds.set(usage.source, {
      newest: Math.max(usage.eventTime, before?.newest ?? 0),
      incomingAt: Math.max(incoming ? usage.eventTime : 0, before?.incomingAt ?? 0),
    })
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
