import type { LastRuns } from './domain/due-time.ts'
import type { Finding, Found } from './domain/finding.ts'

/** A policy as it was published; `document` is not checked here. */
export interface PublishedPolicy {
  readonly version: string
  readonly document: unknown
}

/** One run of an audit, as it is kept. Times are epoch milliseconds. */
export interface AuditRun {
  readonly audit: string
  readonly asOf: number
  readonly ranAt: number
  readonly tookMs: number
  readonly found: number
  readonly opened: number
  readonly resolved: number
  readonly policyVersion: string
  /** The imports that are empty, so that nothing was asked; empty: it could see. */
  readonly blind: string
  /** Empty: none. */
  readonly error: string
}

/** An answer, or the database's own reason why the question has none. */
export type Answer =
  | { readonly status: 'answered'; readonly rows: readonly Found[] }
  | { readonly status: 'refused'; readonly reason: string }

/** Where the history is, and what audits made of it. Every call rejects while it is away. */
export interface AuditStore {
  ask(sql: string, parameters: Readonly<Record<string, number | string>>): Promise<Answer>
  /** Which of these tables have no row. */
  emptyOf(tables: readonly string[]): Promise<readonly string[]>
  /** The policy in force at a moment; null: none was ever published. */
  policyAt(asOf: number): Promise<PublishedPolicy | null>
  findings(audit: string): Promise<readonly Finding[]>
  saveFindings(findings: readonly Finding[]): Promise<void>
  /** By audit; one that never ran is missing. */
  lastRuns(): Promise<ReadonlyMap<string, LastRuns>>
  saveRun(run: AuditRun): Promise<void>
}

/** Times in epoch milliseconds. */
export interface Clock {
  /** The machine's. */
  wallNow(): number
}
