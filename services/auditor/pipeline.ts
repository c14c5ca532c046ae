import type { Audit } from './domain/audit.ts'
import { type AuditRule, auditRule } from './domain/audit-rule.ts'
import { dueTime, type LastRuns } from './domain/due-time.ts'
import { reconcile } from './domain/reconcile.ts'
import type { AuditRun, AuditStore, Clock, PublishedPolicy } from './ports.ts'

export interface RunOptions {
  readonly store: AuditStore
  readonly clock: Clock
  /** The moment to look from, epoch milliseconds: the only clock a query has. */
  readonly asOf: number
}

const NEVER: LastRuns = { asOf: null, failed: null }
/** Until a policy was published, the audits' own files say all. */
const NO_POLICY: PublishedPolicy = { version: '', document: {} }
const DEFAULT_TIME_ZONE = 'Asia/Shanghai'

/**
 * One audit at one moment: ask, hold the answer against the findings there are, write what changed,
 * then that it ran. A crash between makes the same again. A question without an answer changes no
 * finding. Null: the policy has it off.
 */
export async function runAudit(
  audit: Audit,
  { store, clock, asOf }: RunOptions,
): Promise<AuditRun | null> {
  const policy = (await store.policyAt(asOf)) ?? NO_POLICY
  const outcome = auditRule(policy.document, audit)
  if (outcome.status === 'usable' && outcome.rule.mode === 'off') return null
  const ranAt = clock.wallNow()
  const result =
    outcome.status === 'usable'
      ? await look(audit, { store, asOf, policy, rule: outcome.rule })
      : nothing(outcome.reason)
  const run: AuditRun = {
    audit: audit.id,
    asOf,
    ranAt,
    tookMs: clock.wallNow() - ranAt,
    policyVersion: policy.version,
    ...result,
  }
  await store.saveRun(run)
  return run
}

/** The audits whose hour, day, week or month is over, with the moment each is to look from. */
export async function dueAudits(
  audits: readonly Audit[],
  { store, clock, now }: Pick<RunOptions, 'store' | 'clock'> & { readonly now: number },
): Promise<readonly { readonly audit: Audit; readonly asOf: number }[]> {
  const { document } = (await store.policyAt(now)) ?? NO_POLICY
  const lastRuns = await store.lastRuns()
  const [timeZone, wallNow] = [timeZoneOf(document), clock.wallNow()]
  return audits.flatMap((audit) => {
    const outcome = auditRule(document, audit)
    if (outcome.status === 'usable' && outcome.rule.mode === 'off') return []
    // one that the policy spoils runs as well: its failure is then on record
    const { schedule } = outcome.status === 'usable' ? outcome.rule : audit
    const last = lastRuns.get(audit.id) ?? NEVER
    const asOf = dueTime({ schedule, last, now, wallNow, timeZone })
    return asOf === null ? [] : [{ audit, asOf }]
  })
}

interface LookOptions extends Pick<RunOptions, 'store' | 'asOf'> {
  readonly rule: AuditRule
  readonly policy: PublishedPolicy
}

type Outcome = Pick<AuditRun, 'found' | 'opened' | 'resolved' | 'blind' | 'error'>

async function look(
  { id, requirement, sql, imports }: Audit,
  { store, asOf, rule, policy }: LookOptions,
): Promise<Outcome> {
  const { mode, severity, parameters } = rule
  const empty = await store.emptyOf(imports)
  if (empty.length > 0) return { ...nothing(''), blind: empty.join(', ') }
  const known = await store.findings(id)
  const newest = Math.max(...known.map(({ lastSeenAt, resolvedAt }) => resolvedAt ?? lastSeenAt))
  if (newest > asOf) return nothing(`its findings are of ${utc(newest)} already`)
  const timeZone = timeZoneOf(policy.document)
  const given = { ...parameters, asOf: utc(asOf), timeZone, severity }
  const answer = await store.ask(sql, given)
  if (answer.status === 'refused') return nothing(answer.reason)
  const stamp = { audit: id, requirement, mode, policyVersion: policy.version, asOf }
  const { changed, opened, resolved } = reconcile(known, answer.rows, stamp)
  await store.saveFindings(changed)
  return { found: answer.rows.length, opened, resolved, blind: '', error: '' }
}

function nothing(error: string): Outcome {
  return { found: 0, opened: 0, resolved: 0, blind: '', error }
}

/** As ClickHouse reads it: `2026-03-10 02:00:00.000`. */
function utc(time: number): string {
  const text = Temporal.Instant.fromEpochMilliseconds(time).toString({
    smallestUnit: 'millisecond',
  })
  return text.replace('T', ' ').replace('Z', '')
}

function timeZoneOf(document: unknown): string {
  const { timeZone } = (document ?? {}) as { readonly timeZone?: unknown }
  return typeof timeZone === 'string' ? timeZone : DEFAULT_TIME_ZONE
}
