import type { Audit } from '../../services/auditor/domain/audit.ts'
import { markdownTable } from './markdown-table.ts'

const HEAD = ['audit', 'question', 'numbers', 'severity', 'when', 'serves']

/** What the heads of `audits/*.sql` say. */
export function auditTable(audits: readonly Audit[]): string {
  const rows = audits.map(({ id, name, question, settings, severity, schedule, requirement }) => [
    `\`${id}\` ${name}`,
    question,
    numbersOf(settings),
    severity,
    schedule,
    requirement,
  ])
  return markdownTable(HEAD, rows)
}

/** Each with the letter of its source; the file says what it means. */
function numbersOf(settings: Audit['settings']): string {
  return Object.entries(settings)
    .map(([name, { value, tier }]) => `\`${name}\` ${value} (${tier})`)
    .join(', ')
}
