const HOUR_MS = 3_600_000

interface Account {
  readonly spends: { readonly at: number; readonly tenths: number }[]
  /** The sum of the spends. */
  tenths: number
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
  readonly #accounts = new Map<string, Account>()

  constructor(tenthsPerHour: number) {
    this.#tenthsPerHour = tenthsPerHour
  }

  /** Within the hour before the log time last moved on to. What is counted later than it counts too. */
  fits({ tenant, tenths }: Cost): boolean {
    if (tenths === 0) return true
    return (this.#accounts.get(tenant)?.tenths ?? 0) + tenths <= this.#tenthsPerHour
  }

  spend({ tenant, tenths }: Cost, at: number): void {
    if (tenths === 0) return
    const account = this.#accounts.get(tenant) ?? { spends: [], tenths: 0 }
    account.spends.push({ at, tenths })
    account.tenths += tenths
    this.#accounts.set(tenant, account)
  }

  /** Drops what the hour before this log time no longer holds. */
  moveOn(logTime: number): void {
    for (const [tenant, { spends }] of this.#accounts) {
      const kept = spends.filter(({ at }) => at > logTime - HOUR_MS)
      const tenths = kept.reduce((sum, one) => sum + one.tenths, 0)
      if (kept.length > 0) this.#accounts.set(tenant, { spends: kept, tenths })
      else this.#accounts.delete(tenant)
    }
  }
}
