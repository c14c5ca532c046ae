import { fork } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import type { RunFigures } from './measure.ts'

/** What a program tells of itself; whoever started it knows how many records it read. */
export type ChildFigures = Omit<RunFigures, 'records'>

export interface ChildOptions {
  readonly args: readonly string[]
  /** Options of Node. */
  readonly nodeArgs?: readonly string[]
  /** Takes what it prints. */
  readonly outputFile: string
  readonly signal: AbortSignal
}

/** Runs a program to its end; resolves with the figures it sends. It ends with this process. */
export async function runChild(
  program: URL,
  { args, nodeArgs = [], outputFile, signal }: ChildOptions,
): Promise<{ readonly figures: ChildFigures; readonly said: string }> {
  signal.throwIfAborted()
  const child = fork(program, args, {
    execArgv: ['--disable-warning=TimeoutNegativeWarning', ...nodeArgs],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    // a session of its own: Ctrl-C reaches us alone
    detached: true,
  })
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill)
  signal.addEventListener('abort', kill)
  let figures: ChildFigures | undefined
  child.once('message', (message: ChildFigures) => {
    figures = message
  })
  const { stdout, stderr } = child
  if (!stdout || !stderr) throw new Error('A child without pipes')
  try {
    const [said, [code]] = await Promise.all([
      text(stderr),
      once(child, 'close'),
      pipeline(stdout, createWriteStream(outputFile)),
    ])
    signal.throwIfAborted()
    if (!figures) throw new Error(`${program.pathname} ended with ${code} and no figures: ${said}`)
    return { figures, said }
  } finally {
    signal.removeEventListener('abort', kill)
    process.off('exit', kill)
  }
}
