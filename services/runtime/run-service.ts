import type { Logger } from './logger.ts'

/** Something with a life: a consumer, a producer, an HTTP server. */
export interface Part {
  readonly name: string
  /** Resolves when it does its work. `signal` aborts when the process is told to stop meanwhile. */
  start(signal: AbortSignal): Promise<void>
  /** Called once, also after a start that was interrupted. */
  stop(): Promise<void>
  /** Rejects when it can no longer do its work: the process then ends with code 1. */
  readonly failed?: Promise<never>
}

export interface RunServiceOptions {
  readonly logger: Logger
  /** What stopping may take, before the process leaves regardless; 25 s by default. */
  readonly stopWithinMs?: number
  /** Where signals come from and how to leave: the process itself but in tests. */
  readonly host?: ServiceHost
}

interface ServiceHost {
  on(signal: 'SIGTERM' | 'SIGINT', listener: () => void): unknown
  exit(code: number): void
}

/**
 * Starts the parts in order and stops them in reverse; one way out. A signal: code 0. A failure: one
 * fatal line, code 1. A second signal: 130 at once. What was not done by then comes again from the log.
 */
export async function runService(
  parts: readonly Part[],
  { logger, stopWithinMs = 25_000, host = process }: RunServiceOptions,
): Promise<void> {
  const stopping = new AbortController()
  const stopped = Promise.withResolvers<void>()
  let signals = 0
  function onSignal(): void {
    signals += 1
    if (signals > 1) host.exit(130)
    stopping.abort(new Error('The process was told to stop'))
    stopped.resolve()
  }
  host.on('SIGTERM', onSignal)
  host.on('SIGINT', onSignal)

  const begun: Part[] = []
  let code = 0
  try {
    const failed = firstFailure(parts)
    await Promise.race([startAll(parts, begun, stopping.signal), stopped.promise, failed])
    await Promise.race([stopped.promise, failed])
    logger.info('Stopping')
  } catch (error) {
    logger.fatal({ err: error }, 'Stopping on a failure')
    code = 1
    stopping.abort(error)
  }
  await stopAll(begun, { logger, stopWithinMs })
  if (code === 0) logger.info('Stopped')
  host.exit(code)

  async function startAll(all: readonly Part[], done: Part[], signal: AbortSignal): Promise<void> {
    for (const part of all) {
      if (signal.aborted) return
      done.push(part)
      await part.start(signal)
    }
    if (!signal.aborted) logger.info({ parts: done.map(({ name }) => name) }, 'Started')
  }
}

function firstFailure(parts: readonly Part[]): Promise<never> {
  const never = new Promise<never>(() => {})
  const failed = Promise.race([never, ...parts.flatMap((part) => part.failed ?? [])])
  failed.catch(() => {})
  return failed
}

interface StopOptions {
  readonly logger: Logger
  readonly stopWithinMs: number
}

async function stopAll(
  parts: readonly Part[],
  { logger, stopWithinMs }: StopOptions,
): Promise<void> {
  let late: NodeJS.Timeout | undefined
  let current = ''
  const deadline = new Promise<void>((resolve) => {
    late = setTimeout(() => {
      logger.warn({ part: current, stopWithinMs }, 'Left before a part had stopped')
      resolve()
    }, stopWithinMs)
  })
  await Promise.race([stopInReverse(), deadline])
  clearTimeout(late)

  async function stopInReverse(): Promise<void> {
    for (const part of parts.toReversed()) {
      current = part.name
      await part.stop().catch((error: unknown) => {
        logger.error({ err: error, part: part.name }, 'Cannot stop a part cleanly')
      })
    }
  }
}
