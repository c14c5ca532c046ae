import type { Audit } from '../domain/audit.ts'

/** A daily audit of no import, with these settings. */
export function sampleAudit(settings: Audit['settings'] = {}, fields: Partial<Audit> = {}): Audit {
  return {
    id: 'sample',
    name: '样例',
    question: 'What is wrong?',
    requirement: 'LAW-5',
    severity: 'medium',
    schedule: 'daily',
    tables: ['profiles'],
    imports: [],
    settings,
    sql: 'SELECT',
    ...fields,
  }
}
