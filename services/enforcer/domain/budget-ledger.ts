const HOUR_MS = 3_600_000

interface Spend {
  readonly at: number
  readonly tenths: number
}

export interface Cost {
  readonly tenant: string
  readonly tenths: number
}

/**
 * What each tenant's commands have cost, over a sliding hour of log time. Counted when a command is
 * decided, never given back: a command that failed may have been obeyed.
 */
export class BudgetLedger {
  readonly #tenthsPerHour: number
  readonly #spends = new Map<string, Spend[]>()

  constructor(tenthsPerHour: number) {
    this.#tenthsPerHour = tenthsPerHour
  }

  /** All that was spent in the hour before this log time, or is counted later than it, counts. */
  fits({ tenant, tenths }: Cost, logTime: number): boolean {
    if (tenths === 0) return true
    const spends = this.#spends.get(tenant) ?? []
    const hour = spends.filter(({ at }) => at > logTime - HOUR_MS)
    const spent = hour.reduce((sum, one) => sum + one.tenths, 0)
    return spent + tenths <= this.#tenthsPerHour
  }

  spend({ tenant, tenths }: Cost, at: number): void {
    if (tenths === 0) return
    const spends = this.#spends.get(tenant)
    if (spends) spends.push({ at, tenths })
    else this.#spends.set(tenant, [{ at, tenths }])
  }

  /** Drops what no hour from this log time on can hold. */
  forget(logTime: number): void {
    for (const [tenant, spends] of this.#spends) {
      const kept = spends.filter(({ at }) => at > logTime - HOUR_MS)
      if (kept.length > 0) this.#spends.set(tenant, kept)
      else this.#spends.delete(tenant)
    }
  }
}
