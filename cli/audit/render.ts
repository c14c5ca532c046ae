import type { Audit } from '../../services/auditor/domain/audit.ts'
import type { AuditRun } from '../../services/auditor/ports.ts'

/** A question longer than this is cut, so that a row fits a terminal. */
const LONGEST_QUESTION = 64

/** What ran, one row each; what an audit could not do stands under its row. */
export function renderRuns(runs: readonly AuditRun[], audits: readonly Audit[]): string {
  const rows = runs.map((run) => [run.audit, questionOf(run, audits), ...numbersOf(run)])
  const [head = '', ...lines] = table([HEAD, ...rows])
  const told = runs.flatMap((run, index) => [lines[index] ?? '', ...troubleOf(run)])
  return `${[head, ...told].join('\n')}\n`
}

/** Every audit and what it asks. */
export function renderList(audits: readonly Audit[]): string {
  const rows = audits.map(({ id, schedule, severity, requirement, question }) => [
    id,
    schedule,
    severity,
    requirement,
    question,
  ])
  return `${table([['audit', 'schedule', 'severity', 'serves', 'what'], ...rows]).join('\n')}\n`
}

const HEAD = ['audit', 'what', 'found', 'opened', 'resolved', 'ms']

function numbersOf({ found, opened, resolved, tookMs, blind, error }: AuditRun): string[] {
  if (blind !== '' || error !== '') return ['-', '-', '-', String(tookMs)]
  return [found, opened, resolved, tookMs].map(String)
}

function troubleOf({ blind, error }: AuditRun): string[] {
  if (error !== '') return [`  failed: ${error}`]
  return blind === '' ? [] : [`  blind: ${blind} is empty`]
}

function questionOf({ audit }: AuditRun, audits: readonly Audit[]): string {
  const question = audits.find(({ id }) => id === audit)?.question ?? ''
  if (question.length <= LONGEST_QUESTION) return question
  return `${question.slice(0, LONGEST_QUESTION - 1)}…`
}

/** Columns of one width; those of numbers to the right. */
function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  )
  return rows.map((row) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0
        return isNumber(rows, column) ? cell.padStart(width) : cell.padEnd(width)
      })
      .join('  ')
      .trimEnd(),
  )
}

function isNumber(rows: readonly (readonly string[])[], column: number): boolean {
  return rows.slice(1).every((row) => /^(\d+|-)$/.test(row[column] ?? ''))
}
