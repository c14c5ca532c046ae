/** npm hands a Ctrl-C on that the terminal has already sent to everybody: it is the same one. */
const SAME_MS = 500
/** As a shell does it: 128 and the number of SIGINT. */
export const INTERRUPTED = 130

/** Aborted by the first Ctrl-C (or SIGTERM); a second one ends this process at once. */
export function onInterruption(): AbortSignal {
  const stopping = new AbortController()
  let firstAt: number | undefined
  function interrupt(): void {
    firstAt ??= performance.now()
    stopping.abort(new Error('Interrupted'))
    if (performance.now() - firstAt > SAME_MS) process.exit(INTERRUPTED)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, interrupt)
  return stopping.signal
}
