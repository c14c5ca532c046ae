import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { machineBytes } from '#runtime/machine-bytes.ts'
import { StackError } from '../../deploy/local/stack-error.ts'

const SERVICES = fileURLToPath(new URL('../../services', import.meta.url))
const LEAVE_WITH_PARENT = new URL('leave-with-parent.ts', import.meta.url).href

const MIB = 1_048_576

function isHeapLimitGiven(): boolean {
  return /max[-_]old[-_]space[-_]size/.test(process.env['NODE_OPTIONS'] ?? '')
}

/** For the garbage collector. Measured with the detector. */
const V8_OPTIONS = [
  // What a batch leaves behind is gone with it: in 16 MiB it would be copied to the old generation first.
  '--max-semi-space-size=64',
  // Buffers count towards the heap's limit. By itself each 64 MB of them, a second of traffic, would
  // have all of the heap marked. The limit must have room for the columns of all cards then.
  '--external-memory-accounted-in-global-limit',
  ...(isHeapLimitGiven()
    ? []
    : [`--max-old-space-size=${Math.floor((0.75 * machineBytes()) / MIB)}`]),
]

/** A service stops in order within 25 s. */
const LONGEST_STOP_MS = 28_000
const RESTART_AFTER_MS = 500
/** A service that ends more often in a minute will not come round. */
const MOST_RESTARTS = 5
const RESTARTS_WITHIN_MS = 60_000
const TAIL_LINES = 15

export interface ServiceSpec {
  readonly name: string
  readonly env: NodeJS.ProcessEnv
  readonly opsPort: number
  readonly logFile: string
  /** Holds the process id while it runs. */
  readonly pidFile: string
  /** False: a second life would not be the first one gone on, so its end is the end of all. */
  readonly mayRestart: boolean
}

/** A service that is kept running until `stop`. */
export interface RunningService {
  readonly name: string
  readonly opsUrl: string
  readonly restarts: number
  /** Rejects when it is given up. */
  readonly failed: Promise<never>
  stop(): Promise<void>
}

/** Starts a service and starts it again when it ends unasked. It ends with this process at the latest. */
export function runService(spec: ServiceSpec): RunningService {
  const { name, opsPort, logFile, pidFile, mayRestart } = spec
  const stopping = new AbortController()
  const failure = Promise.withResolvers<never>()
  failure.promise.catch(() => {})
  const restartedAt: number[] = []
  let child: ChildProcess | undefined
  writeFileSync(logFile, '')

  async function keepRunning(): Promise<void> {
    while (true) {
      child = launch(spec)
      writeFileSync(pidFile, String(child.pid ?? ''))
      const [code, signal] = await once(child, 'exit')
      if (stopping.signal.aborted) return
      const now = performance.now()
      const recent = restartedAt.filter((at) => now - at < RESTARTS_WITHIN_MS)
      if (!mayRestart || recent.length >= MOST_RESTARTS) throw giveUp(code ?? signal)
      restartedAt.push(now)
      await sleep(RESTART_AFTER_MS, undefined, { signal: stopping.signal })
    }
  }

  function giveUp(end: number | string): StackError {
    const times = mayRestart ? ` for the ${MOST_RESTARTS + 1}th time in a minute` : ''
    return new StackError(
      `${name} ended (${end})${times}; its log ends:\n${tail(logFile)}\n(all of it: ${logFile})`,
    )
  }

  const life = keepRunning().catch((error: unknown) => {
    if (!stopping.signal.aborted) failure.reject(error)
  })
  return {
    name,
    opsUrl: `http://127.0.0.1:${opsPort}`,
    failed: failure.promise,
    get restarts() {
      return restartedAt.length
    },
    async stop() {
      stopping.abort(new Error('Told to stop'))
      child?.kill('SIGTERM')
      const impatience = setTimeout(() => child?.kill('SIGKILL'), LONGEST_STOP_MS)
      await life
      clearTimeout(impatience)
    },
  }
}

function launch({ name, env, logFile }: ServiceSpec): ChildProcess {
  const log = openSync(logFile, 'a')
  const child = spawn(
    process.execPath,
    [
      '--disable-warning=TimeoutNegativeWarning',
      ...V8_OPTIONS,
      '--import',
      LEAVE_WITH_PARENT,
      `${SERVICES}/${name}/main.ts`,
    ],
    {
      env: { ...process.env, ...env },
      // the pipe is never written: its end says that we are gone
      stdio: ['pipe', log, log],
      // a session of its own: Ctrl-C reaches us alone, and we stop them in order
      detached: true,
    },
  )
  closeSync(log)
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill)
  child.once('exit', () => process.off('exit', kill))
  return child
}

function tail(file: string): string {
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-TAIL_LINES).join('\n')
}
