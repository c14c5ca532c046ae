import { readPolicyText } from '../read-policy.ts'
import type { Answer } from './answer.ts'
import { checkText, type Remark, tellRemark } from './check-text.ts'

interface CheckOptions {
  readonly json: boolean
}

/** `policy check FILE`: everything that is wrong with a policy file, and what is blind in it. */
export function checkFile(file: string, { json }: CheckOptions): Answer {
  const { document, errors, warnings } = checkText(readPolicyText(file))
  const code = document ? 0 : 1
  if (json) {
    const version = document?.version ?? null
    return { code, text: JSON.stringify({ file, version, errors, warnings }, null, 2) }
  }
  const lines = [
    ...errors.map((remark) => lineOf('error', file, remark)),
    ...warnings.map((remark) => lineOf('warning', file, remark)),
    `${file}: ${verdict(errors.length, warnings.length)}`,
  ]
  return { code, text: lines.join('\n') }
}

function lineOf(kind: 'error' | 'warning', file: string, remark: Remark): string {
  return `${file}, ${kind}, ${tellRemark(remark)}`
}

function verdict(errors: number, warnings: number): string {
  const told = `${errors} ${errors === 1 ? 'error' : 'errors'}, ${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`
  return errors === 0 ? `good; ${told}` : told
}
