import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { StackError } from './stack-error.ts'

const GUARD = fileURLToPath(new URL('guard.ts', import.meta.url))
const PROBE_INTERVAL_MS = 50
const READY_TIMEOUT_MS = 60_000
const TAIL_LINES = 15

export interface GuardedOptions {
  /** What a person calls it. */
  readonly title: string
  readonly command: string
  readonly args: readonly string[]
  /** Takes its log and the file that names its process. */
  readonly dir: string
  readonly env?: NodeJS.ProcessEnv
}

/** A server that ends with this process at the latest. */
export interface GuardedProcess {
  /** Resolves when it has ended, asked or not, with what its log said last. */
  readonly ended: Promise<StackError>
  /** Returns when `probe` says yes; throws when the server ends before, or in a minute. */
  untilReady(probe: () => Promise<boolean>): Promise<void>
  stop(): Promise<void>
}

/** Where a server of `dir` notes its process id. */
export function pidFileOf(dir: string): string {
  return join(dir, 'server.pid')
}

/** Starts a server under a guard, its output in `<dir>/server.log`. */
export function startGuarded({ title, command, args, dir, env }: GuardedOptions): GuardedProcess {
  mkdirSync(dir, { recursive: true })
  const logFile = join(dir, 'server.log')
  const log = openSync(logFile, 'w')
  const guard = spawn(process.execPath, [GUARD, pidFileOf(dir), command, ...args], {
    stdio: ['pipe', log, log],
    env: { ...process.env, ...env },
    // a session of its own: Ctrl-C reaches us, and we stop the servers last
    detached: true,
  })
  closeSync(log)
  const failure = (what: string) =>
    new StackError(`${title} ${what}; its log ends:\n${logTail(logFile)}\n(all of it: ${logFile})`)
  const ended = once(guard, 'exit').then(([code]) => failure(`ended with code ${code}`))

  return {
    ended,
    async untilReady(probe) {
      const deadline = performance.now() + READY_TIMEOUT_MS
      let end: StackError | null = null
      void ended.then((error) => {
        end = error
      })
      while (!(await probe())) {
        if (end) throw end
        if (performance.now() > deadline) throw failure('is not ready after a minute')
        await sleep(PROBE_INTERVAL_MS)
      }
      if (end) throw end
    },
    async stop() {
      guard.stdin?.end()
      await ended
    },
  }
}

function logTail(file: string): string {
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-TAIL_LINES).join('\n')
}
