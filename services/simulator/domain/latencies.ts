/** What the summary says of a run's latencies, milliseconds; null without any. */
export interface LatencySummary {
  readonly p50: number | null
  readonly p99: number | null
  readonly max: number | null
  readonly count: number
}

/** The newest of many latencies, so that memory stays bounded; greatest and count are of all. */
export class Latencies {
  readonly #capacity: number
  readonly #newest: number[] = []
  #count = 0
  #max = 0

  constructor(capacity: number) {
    this.#capacity = capacity
  }

  add(latencyMs: number): void {
    this.#newest[this.#count % this.#capacity] = latencyMs
    this.#count += 1
    this.#max = Math.max(this.#max, latencyMs)
  }

  summary(): LatencySummary {
    if (this.#count === 0) return { p50: null, p99: null, max: null, count: 0 }
    const sorted = this.#newest.toSorted((left, right) => left - right)
    return {
      p50: quantile(sorted, 0.5),
      p99: quantile(sorted, 0.99),
      max: round(this.#max),
      count: this.#count,
    }
  }
}

/** Nearest rank: a value that was really measured. */
function quantile(sorted: readonly number[], share: number): number {
  return round(sorted[Math.ceil(sorted.length * share) - 1] ?? 0)
}

function round(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10
}
