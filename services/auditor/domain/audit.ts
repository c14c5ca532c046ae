import { Severity } from '#schemas/policy.ts'
import { Schedule } from './due-time.ts'

/** A number or word the query needs, as its head comment gives it where the policy does not. */
interface AuditSetting {
  readonly value: number | string
  /** A law, B carrier documentation, C measured, D unverified, E our proposal. */
  readonly tier: string
  readonly meaning: string
}

/** One question to the history, as its file in audits/ tells it. */
export interface Audit {
  /** The file's name. */
  readonly id: string
  readonly name: string
  readonly question: string
  readonly requirement: string
  readonly severity: Severity
  readonly schedule: Schedule
  readonly tables: readonly string[]
  /** Of those, the ones that somebody imports: over an empty one it is blind, not quiet. */
  readonly imports: readonly string[]
  readonly settings: Readonly<Record<string, AuditSetting>>
  readonly sql: string
}

const HEAD_LINE = /^-- (name|question|requirement|severity|schedule|tables|imports): (.+)$/
const SETTING_LINE = /^-- setting (\w+) = (\S+) \(([A-E])\): (.+)$/
const PARAMETER = /\{(\w+):[^}]+\}/g

/** What every query may use without a setting of its own. */
const GIVEN = ['asOf', 'timeZone', 'severity']

/** Reads a query with its head comment. Throws on a head that is not whole: the file is ours. */
export function parseAudit(id: string, text: string): Audit {
  const refuse = (why: string) => new Error(`Cannot read audit ${id}: ${why}`)
  const head = headOf(text)
  const entry = (name: string): string => {
    const value = head.get(name)
    if (value === undefined) throw refuse(`its head has no line "-- ${name}: …"`)
    return value
  }
  const settings = settingsOf(text)
  const problem = parameterProblem(text, settings)
  if (problem) throw refuse(problem)
  return {
    id,
    name: entry('name'),
    question: entry('question'),
    requirement: entry('requirement'),
    severity: Severity.parse(entry('severity')),
    schedule: Schedule.parse(entry('schedule')),
    tables: entry('tables').split(', '),
    imports: head.get('imports')?.split(', ') ?? [],
    settings,
    sql: text,
  }
}

function headOf(text: string): ReadonlyMap<string, string> {
  const matches = text.split('\n').map((line) => HEAD_LINE.exec(line))
  return new Map(matches.flatMap((match) => (match ? [[match[1] ?? '', match[2] ?? '']] : [])))
}

function settingsOf(text: string): Record<string, AuditSetting> {
  const settings: Record<string, AuditSetting> = {}
  for (const line of text.split('\n')) {
    const [, name, value = '', tier = '', meaning = ''] = SETTING_LINE.exec(line) ?? []
    if (name) settings[name] = { value: numberOrWord(value), tier, meaning }
  }
  return settings
}

function numberOrWord(text: string): number | string {
  return Number.isNaN(Number(text)) ? text : Number(text)
}

/** Every parameter has its setting and every setting its use. */
function parameterProblem(text: string, settings: Audit['settings']): string | undefined {
  const used = new Set(Array.from(text.matchAll(PARAMETER), ([, name = '']) => name))
  const unset = [...used].find((name) => !GIVEN.includes(name) && !settings[name])
  if (unset) return `parameter ${unset} has no line "-- setting ${unset} = …"`
  const unused = Object.keys(settings).find((name) => !used.has(name))
  return unused && `setting ${unused} is used nowhere`
}
