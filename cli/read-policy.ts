import { readFileSync } from 'node:fs'
import { type Document, isNode, LineCounter, parseDocument } from 'yaml'
import { PolicyDocument } from '#schemas/policy.ts'
import { armPolicy } from '../services/detector/policy/arm-policy.ts'

/** A policy file that cannot be used; the message has every error with its line. */
export class PolicyError extends Error {
  override readonly name = 'PolicyError'
}

/** Reads and checks a policy file: YAML, shape, and whether its detectors and settings exist. */
export function readPolicy(file: string): PolicyDocument {
  return parsePolicy(readText(file), file)
}

/** The same for a text; `name` stands in the messages. Throws PolicyError with all errors at once. */
export function parsePolicy(text: string, name: string): PolicyDocument {
  const lines = new LineCounter()
  const yaml = parseDocument(text, { lineCounter: lines })
  const refuse = (errors: readonly string[]): never => {
    throw new PolicyError(
      `Cannot use policy ${name}:\n${errors.map((one) => `  ${one}`).join('\n')}`,
    )
  }
  if (yaml.errors.length > 0) {
    refuse(yaml.errors.map(({ message }) => message.split('\n')[0] ?? message))
  }
  const lineOf = (path: readonly PropertyKey[]) => lineAt(yaml, path, lines)
  const parsed = PolicyDocument.safeParse(yaml.toJS())
  if (!parsed.success) {
    return refuse(
      parsed.error.issues.map(
        ({ path, message }) => `line ${lineOf(path)}: ${path.join('.') || 'policy'}: ${message}`,
      ),
    )
  }
  const armed = armPolicy(parsed.data)
  if (armed.status === 'refused') {
    refuse(armed.reasons.map((reason) => `line ${lineOf(pathIn(reason))}: ${reason}`))
  }
  return parsed.data
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    throw new PolicyError(`Cannot read policy ${file}`, { cause })
  }
}

/** The line of the nearest entry on the way to a path. */
function lineAt(yaml: Document, path: readonly PropertyKey[], lines: LineCounter): number {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const node = yaml.getIn(path.slice(0, depth), true)
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line
  }
  return 1
}

/** Reasons of arming begin with the path they are about: `detectors.call-rate, class iot: …`. */
function pathIn(reason: string): string[] {
  const [path = ''] = reason.split(/[,:]/, 1)
  return path.split('.')
}
