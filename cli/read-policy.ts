import { readFileSync } from 'node:fs'
import type { PolicyDocument } from '#schemas/policy-document.ts'
import { checkText, tellRemark } from './policy/check-text.ts'

/** A policy file that cannot be used; the message has every error with its place. */
export class PolicyError extends Error {
  override readonly name = 'PolicyError'
}

/** Reads and checks a policy file: YAML, shape, and whether its detectors and settings exist. */
export function readPolicy(file: string): PolicyDocument {
  return parsePolicy(readPolicyText(file), file)
}

/** The same for a text; `name` stands in the messages. Throws PolicyError with all errors at once. */
export function parsePolicy(text: string, name: string): PolicyDocument {
  const { document, errors } = checkText(text)
  if (document) return document
  const told = errors.map((error) => `  ${tellRemark(error)}`)
  throw new PolicyError(`Cannot use policy ${name}:\n${told.join('\n')}`)
}

/** Throws PolicyError where the file cannot be read. */
export function readPolicyText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    throw new PolicyError(`Cannot read policy ${file}`, { cause })
  }
}
