// Loaded before a service's main.ts: it stops when whoever started it is gone, also by kill -9.

/** Longer than a service takes to stop in order. */
const LONGEST_STOP_MS = 30_000

process.stdin.resume()
process.stdin.once('close', () => {
  process.kill(process.pid, 'SIGTERM')
  setTimeout(() => process.exit(1), LONGEST_STOP_MS).unref()
})
