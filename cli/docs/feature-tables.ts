import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { MEASURE_NAMES } from '../../services/console/web/text/measure-names.ts'
import { PLAN } from '../../services/detector/columns/plan.ts'
import type { Measure } from '../../services/detector/domain/measure.ts'
import { measureList } from '../../services/detector/features/catalogue.ts'
import { type FeatureNote, featureNotes, namedFilters } from './feature-notes.ts'
import { markdownTable } from './markdown-table.ts'

const FOLDER = fileURLToPath(new URL('../../services/detector/features', import.meta.url))
const HEAD = ['measure', 'kind', 'windows', 'what it counts', 'kept as'] as const

/** A table for each file of `features/` that declares measures. */
export function featureTables(): string {
  const sources = readdirSync(FOLDER)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => ({
      subject: file.slice(0, -3),
      text: readFileSync(`${FOLDER}/${file}`, 'utf8'),
    }))
  const named = new Map(sources.flatMap(({ text }) => [...namedFilters(text)]))
  return sources
    .filter(({ text }) => text.includes('as const satisfies Record<string, Measure>'))
    .map(({ subject, text }) => {
      const notes = featureNotes(text)
      const rows = measureList
        .filter(([name]) => notes.has(name))
        .map(([name, measure]) => rowOf(name, measure, { note: notes.get(name), named }))
      return `### ${subject}\n\n${introOf(text)}\n\n${markdownTable(HEAD, rows)}`
    })
    .join('\n\n')
}

/** The comment over all measures of a file. */
function introOf(text: string): string {
  return /^\/\*\* (.+) \*\/\nexport const /m.exec(text)?.[1] ?? ''
}

interface Source {
  readonly note: FeatureNote | undefined
  readonly named: ReadonlyMap<string, string>
}

function rowOf(name: string, measure: Measure, { note, named }: Source): readonly string[] {
  const code = (expression = '') => named.get(expression) ?? expression
  const counted = whatCounts(measure, code(note?.filter))
  const minus = note?.minus ? `, less \`${code(note.minus)}\`` : ''
  const words = note?.words ? `. ${note.words}` : ''
  const title = [`\`${name}\``, MEASURE_NAMES[name]?.zh ?? ''].join(' ').trim()
  const windows = measure.windows.join(' ') + (measure.hidden ? ' (inner)' : '')
  return [title, measure.kind, windows, (counted + minus + words).replace(/^\. /, ''), keptAs(name)]
}

function whatCounts(measure: Measure, filter: string): string {
  if (filter === 'false') return 'no record'
  const where = filter ? `\`${filter}\`` : 'every record'
  switch (measure.kind) {
    case 'count':
      return where
    case 'sum':
    case 'largest':
      return `\`${measure.amount}\` of ${where}`
    case 'distinct':
    case 'greatest':
      return `\`${measure.member}\` of ${where}`
    case 'ratio':
      return `${measure.of.join(' + ')} over ${measure.over.join(' + ')}`
    case 'derived':
      return ''
  }
}

function keptAs(name: string): string {
  const plan = PLAN.byName.get(name)
  if (!plan) return 'derived'
  const windowsOf = (places: readonly { readonly window: string }[]) =>
    places.map(({ window }) => window).join(' ')
  return [
    plan.flag ? 'recent records' : '',
    plan.sums.length > 0 ? `sums (${windowsOf(plan.sums)})` : '',
    plan.members.length > 0 ? `members (${windowsOf(plan.members)})` : '',
  ]
    .filter((part) => part !== '')
    .join(', ')
}
