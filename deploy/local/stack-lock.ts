import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { commandLine } from './running-process.ts'
import { StackError } from './stack-error.ts'

interface Holder {
  readonly pid: number
  /** A number may be given again to another process: with its command line it is sure. */
  readonly command: string
}

/** Makes `dir` this process's own; throws one clear line when a stack runs on it. */
export function lockStack(dir: string): { release(): void } {
  mkdirSync(dir, { recursive: true })
  const file = lockFileOf(dir)
  const running = stackOn(dir)
  if (running !== null) {
    throw new StackError(`A stack already runs on ${dir} (process ${running}): stop it first`)
  }
  rmSync(file, { force: true })
  const holder: Holder = { pid: process.pid, command: commandLine(process.pid) ?? '' }
  writeFileSync(file, JSON.stringify(holder), { flag: 'wx' })
  const release = () => rmSync(file, { force: true })
  process.once('exit', release)
  return {
    release() {
      process.off('exit', release)
      release()
    },
  }
}

/** The process whose stack runs on `dir`; null: none. */
export function stackOn(dir: string): number | null {
  try {
    const { pid, command }: Holder = JSON.parse(readFileSync(lockFileOf(dir), 'utf8'))
    return commandLine(pid) === command ? pid : null
  } catch {
    return null
  }
}

function lockFileOf(dir: string): string {
  return join(dir, 'stack.lock')
}
