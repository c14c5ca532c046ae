import type { z } from 'zod'
import { knownNames } from './known-names.ts'
import { nearestName } from './nearest-name.ts'
import type { PolicyFault, PolicyPath } from './policy-fault.ts'

type Issue = z.core.$ZodIssue

/** What a schema has against a value, as faults below a path; misspelt names with what was meant. */
export function faultsIn(schema: z.ZodType, value: unknown, path: PolicyPath = []): PolicyFault[] {
  const parsed = schema.safeParse(value, { reportInput: true })
  if (parsed.success) return []
  return parsed.error.issues.flatMap((issue) => faultsOf(issue, { schema, above: [], path }))
}

interface Where {
  readonly schema: z.ZodType
  /** From the schema's root to what the issue counts its path from. */
  readonly above: PolicyPath
  readonly path: PolicyPath
}

function faultsOf(issue: Issue, { schema, above, path }: Where): PolicyFault[] {
  const inside = [...above, ...issue.path.map(nameOf)]
  const place = [...path, ...inside]
  switch (issue.code) {
    case 'unrecognized_keys': {
      const known = knownNames(schema, inside)
      return issue.keys.map((key) => strangeName([...place, key], known))
    }
    case 'invalid_key': {
      const words = issue.issues.map(({ message }) => message).join('; ')
      return [{ path: place, words, about: 'name' }]
    }
    case 'invalid_value':
      return [{ path: place, words: issue.message, about: 'value', ...meant(issue) }]
    case 'invalid_union':
      return closest(issue.errors).flatMap((one) => faultsOf(one, { schema, above: inside, path }))
    case 'invalid_type':
      return [{ path: place, words: typeWords(issue), about: 'value' }]
    default:
      return [{ path: place, words: issue.message, about: 'value' }]
  }
}

/** A name that nobody knows. */
function strangeName(path: PolicyPath, known: readonly string[]): PolicyFault {
  const suggestion = nearestName(String(path.at(-1)), known)
  const words = known.length > 0 ? `unknown; known are ${known.join(', ')}` : 'unknown'
  return { path, words, about: 'name', ...(suggestion !== undefined && { suggestion }) }
}

function typeWords({ expected, input, message }: Extract<Issue, { code: 'invalid_type' }>): string {
  return input === undefined ? `missing: expected ${expected}` : message
}

/** Of a word that is none of those allowed. */
function meant({ values, input }: Extract<Issue, { code: 'invalid_value' }>) {
  const suggestion = typeof input === 'string' ? nearestName(input, values.map(String)) : undefined
  return suggestion === undefined ? {} : { suggestion }
}

/** Of several ways to write a value, the one that this comes nearest to. */
function closest(ways: readonly (readonly Issue[])[]): readonly Issue[] {
  const fits = ways.filter((issues) => !issues.some(isOfOtherKind))
  const [first = []] = fits.length > 0 ? fits : ways
  return fits.reduce((least, one) => (weightOf(one) < weightOf(least) ? one : least), first)
}

/** A number where an object is, and the like: this way was not tried at all. */
function isOfOtherKind({ code, path }: Issue): boolean {
  return path.length === 0 && (code === 'invalid_type' || code === 'invalid_value')
}

function weightOf(issues: readonly Issue[]): number {
  return issues.reduce((sum, issue) => sum + ('keys' in issue ? issue.keys.length : 1), 0)
}

function nameOf(name: PropertyKey): string | number {
  return typeof name === 'number' ? name : String(name)
}
