import type { LastRuns } from '../domain/due-time.ts'
import type { Finding } from '../domain/finding.ts'
import type { Answer, AuditRun, AuditStore, PublishedPolicy } from '../ports.ts'

/** A store for tests: it answers what it was told to, and keeps what it is given. */
export class MemoryAuditStore implements AuditStore {
  readonly runs: AuditRun[] = []
  readonly asked: Readonly<Record<string, number | string>>[] = []
  readonly #findings = new Map<string, Finding>()
  answer: Answer = { status: 'answered', rows: [] }
  policy: PublishedPolicy | null = null
  empty: readonly string[] = []

  ask: AuditStore['ask'] = async (_sql, parameters) => {
    this.asked.push(parameters)
    return this.answer
  }

  emptyOf: AuditStore['emptyOf'] = async (tables) =>
    tables.filter((table) => this.empty.includes(table))

  policyAt: AuditStore['policyAt'] = async () => this.policy

  findings: AuditStore['findings'] = async () => [...this.#findings.values()]

  saveFindings: AuditStore['saveFindings'] = async (findings) => {
    for (const one of findings) this.#findings.set(`${one.subjectKind} ${one.subjectId}`, one)
  }

  lastRuns: AuditStore['lastRuns'] = async () => {
    const last = new Map<string, LastRuns>()
    for (const { audit, asOf, ranAt, error } of this.runs) {
      const before = last.get(audit) ?? { asOf: null, failed: null }
      last.set(audit, error === '' ? { ...before, asOf } : { ...before, failed: { asOf, ranAt } })
    }
    return last
  }

  saveRun: AuditStore['saveRun'] = async (run) => {
    this.runs.push(run)
  }
}
