import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import type { Summary } from '../../cli/start/summary.ts'
import { LOCAL_DIR } from '../../deploy/local/local-folders.ts'

const START = fileURLToPath(new URL('../../cli/start.ts', import.meta.url))

/** `npm start` as a process of its own, over a data folder of its own. */
export interface StartedDemo {
  /** Resolves with the match when it has said so, on standard output or error. */
  untilSaid(pattern: RegExp): Promise<RegExpExecArray>
  pidOf(service: string): number
  kill(signal: NodeJS.Signals): void
  /** Its exit code, and the last line of its standard output. */
  ended(): Promise<{ readonly code: number | null; readonly lastLine: string }>
}

/** Starts it; when the test is over it is stopped and its folder removed. */
export function runStart(args: readonly string[], env: NodeJS.ProcessEnv): StartedDemo {
  mkdirSync(LOCAL_DIR, { recursive: true })
  const dataDir = mkdtempSync(join(LOCAL_DIR, 'e2e-'))
  const demo = spawn(
    process.execPath,
    ['--disable-warning=TimeoutNegativeWarning', START, ...args],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env, STACK_DIR: dataDir } },
  )
  let stdout = ''
  let said = ''
  const more = new EventTarget()
  demo.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
    hear(text)
  })
  demo.stderr.setEncoding('utf8').on('data', hear)
  const closed = once(demo, 'close')
  void closed.then(() => more.dispatchEvent(new Event('more')))

  function hear(text: string): void {
    said += text
    more.dispatchEvent(new Event('more'))
  }

  onTestFinished(async () => {
    demo.kill('SIGTERM')
    await closed
    rmSync(dataDir, { recursive: true, force: true })
  })
  return {
    async untilSaid(pattern) {
      while (true) {
        const match = pattern.exec(said)
        if (match) return match
        if (demo.exitCode !== null) throw new Error(`It ended without ${pattern}:\n${said}`)
        await once(more, 'more')
      }
    },
    pidOf: (service) => Number(readFileSync(join(dataDir, 'logs', `${service}.pid`), 'utf8')),
    kill: (signal) => void demo.kill(signal),
    async ended() {
      const [code] = await closed
      if (code !== 0) process.stderr.write(said)
      return { code, lastLine: stdout.trimEnd().split('\n').at(-1) ?? '' }
    },
  }
}

/** The summary of a run with --json. */
export async function summaryOf(demo: StartedDemo): Promise<Summary> {
  const { lastLine } = await demo.ended()
  return JSON.parse(lastLine)
}
