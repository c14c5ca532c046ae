import type { ClassRule, LadderStep } from '#schemas/detector-rule.ts'

/** `callsPerHour` 60, `calleesPerHour` act 20. */
export function settingsWords(settings: Readonly<Record<string, unknown>> = {}): string {
  return Object.entries(settings)
    .map(([name, value]) => `\`${name}\` ${valueWords(value)}`)
    .join(', ')
}

/** flag, then reverify, then bar voice with what it needs; steps at warn say so. */
export function ladderWords(ladder: readonly LadderStep[] = []): string {
  return ladder.map(stepWords).join(' → ')
}

export function severityWords(severity: ClassRule['severity']): string {
  if (severity === undefined) return ''
  return typeof severity === 'string' ? severity : `${severity.warn} → ${severity.act}`
}

function valueWords(value: unknown): string {
  if (typeof value === 'number') return value >= 10_000 ? value.toLocaleString('en-US') : `${value}`
  if (Array.isArray(value)) return value.map(valueWords).join(' ')
  if (typeof value !== 'object' || value === null) return String(value)
  const parts = Object.entries(value).map(([key, part]) => `${key} ${valueWords(part)}`)
  const isLimit = Object.keys(value).every((key) => key === 'warn' || key === 'act')
  return isLimit ? parts.join(' ') : `(${parts.join(', ')})`
}

function stepWords({ at, action, functions, needs, until, hours, report }: LadderStep): string {
  const asked = [
    needs ?? '',
    until ? `until next ${until}` : '',
    hours ? `${hours} h` : '',
    report ? 'with a report' : '',
  ].filter((part) => part !== '')
  const what = [action, ...(functions ?? [])].join(' ')
  return `${at === 'warn' ? 'warn: ' : ''}${what}${asked.length > 0 ? ` (${asked.join(', ')})` : ''}`
}
