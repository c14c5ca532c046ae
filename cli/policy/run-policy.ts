import { parseArgs } from 'node:util'
import { StackError } from '../../deploy/local/stack-error.ts'
import { PolicyError } from '../read-policy.ts'
import { UsageError } from '../replay/usage-error.ts'
import type { Answer } from './answer.ts'
import { checkFile } from './check.ts'
import { diffSides } from './diff.ts'
import { publishFile } from './publish-file.ts'
import { reachLog } from './reach-log.ts'

const USAGE = `usage: simwarden policy check FILE [--json]
       simwarden policy diff OLD NEW [--json]      OLD, NEW: a file, or current
       simwarden policy publish FILE [--by NAME]`

/** Runs `policy …`; gives the exit code: 0 done, 1 refused or failed, 2 wrong usage. */
export async function runPolicy(args: readonly string[]): Promise<number> {
  try {
    const { code, text } = await answerTo(args)
    process.stdout.write(`${text}\n`)
    return code
  } catch (error) {
    if (error instanceof UsageError) return complain(`${error.message}\n${USAGE}`, 2)
    const isExpected = error instanceof PolicyError || error instanceof StackError
    if (isExpected) return complain(error.message, 1)
    throw error
  }
}

async function answerTo(args: readonly string[]): Promise<Answer> {
  const { values, positionals } = parse(args)
  const { json = false, by } = values
  const [name = '', first, second, ...more] = positionals
  if (more.length > 0) throw new UsageError(`policy ${name}: too many files`)
  if (by !== undefined && name !== 'publish') throw new UsageError('--by belongs to publish')
  if (json && name === 'publish') throw new UsageError('--json belongs to check and diff')
  if (name === 'diff') {
    if (first === undefined || second === undefined) throw new UsageError('diff takes OLD and NEW')
    return diffSides([first, second], { json, reach: reachLog })
  }
  if (name !== 'check' && name !== 'publish') {
    throw new UsageError(name === '' ? 'policy: what?' : `policy ${name} is unknown`)
  }
  if (first === undefined || second !== undefined) throw new UsageError(`${name} takes one FILE`)
  return name === 'check' ? checkFile(first, { json }) : publishFile(first, { by, reach: reachLog })
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { json: { type: 'boolean' }, by: { type: 'string' } },
    })
  } catch (cause) {
    throw new UsageError(String((cause as Error).message.split('. ')[0]), { cause })
  }
}

function complain(text: string, code: number): number {
  process.stderr.write(`${text}\n`)
  return code
}
