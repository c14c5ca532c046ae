import { z } from 'zod'
import { DetectorMode, Severity } from '#schemas/policy.ts'
import type { Audit } from './audit.ts'
import type { Schedule } from './due-time.ts'

/** How one audit is to run under a policy. */
export interface AuditRule {
  readonly mode: DetectorMode
  readonly severity: Severity
  readonly schedule: Schedule
  /** The query's parameters, by name. */
  readonly parameters: Readonly<Record<string, number | string>>
}

/** What a policy document may say of audits. The rest of the document is not our concern. */
const AuditsOfPolicy = z.object({
  audits: z
    .record(
      z.string(),
      z.object({
        mode: DetectorMode.optional(),
        severity: Severity.optional(),
        settings: z.record(z.string(), z.unknown()).optional(),
      }),
    )
    .default({}),
})

/** `every` in an audit's settings replaces the schedule of its file. */
const EVERY: Readonly<Record<string, Schedule>> = {
  hour: 'hourly',
  day: 'daily',
  week: 'weekly',
  month: 'monthly',
}

/** What holds for an audit, or why the policy's word on it cannot be used. */
export type RuleOutcome =
  | { readonly status: 'usable'; readonly rule: AuditRule }
  | { readonly status: 'refused'; readonly reason: string }

/**
 * The policy's word on an audit, where it has one, else what the audit's file says. A group of
 * settings is flat in the query: `days: { unicom: 360 }` is the parameter `days_unicom`.
 */
export function auditRule(document: unknown, audit: Audit): RuleOutcome {
  const parsed = AuditsOfPolicy.safeParse(document ?? {})
  if (!parsed.success) return refused(audit, 'its audits do not have the shape of audits')
  const said = parsed.data.audits[audit.id]
  const { every, ...settings } = flat(said?.settings ?? {})
  const unknown = Object.keys(settings).find((name) => !audit.settings[name])
  if (unknown) return refused(audit, `there is no setting ${unknown}`)
  const wrong = Object.entries(settings).find(([, value]) => !isPlain(value))
  if (wrong) return refused(audit, `setting ${wrong[0]} is neither a number nor a word`)
  const schedule = every === undefined ? audit.schedule : EVERY[String(every)]
  if (!schedule) return refused(audit, `every is ${every}, not hour, day, week or month`)
  return {
    status: 'usable',
    rule: {
      mode: said?.mode ?? 'live',
      severity: said?.severity ?? audit.severity,
      schedule,
      parameters: { ...defaults(audit), ...(settings as AuditRule['parameters']) },
    },
  }
}

function refused({ id }: Audit, why: string): RuleOutcome {
  return { status: 'refused', reason: `Cannot use the policy for audit ${id}: ${why}` }
}

function defaults({ settings }: Audit): AuditRule['parameters'] {
  return Object.fromEntries(Object.entries(settings).map(([name, { value }]) => [name, value]))
}

function flat(settings: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const entries = Object.entries(settings).flatMap(([name, value]): [string, unknown][] => {
    if (typeof value !== 'object' || value === null) return [[name, value]]
    return Object.entries(value).map(([part, inner]) => [`${name}_${part}`, inner])
  })
  return Object.fromEntries(entries)
}

function isPlain(value: unknown): boolean {
  return typeof value === 'number' || typeof value === 'string'
}
