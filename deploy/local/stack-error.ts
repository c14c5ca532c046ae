/** What a person can put right: its message says all, so it is shown without a stack trace. */
export class StackError extends Error {
  override readonly name = 'StackError'
}

/** Ends a command-line program over an error: one line for a StackError, all of it for a bug. */
export function exitOver(error: unknown): never {
  const text =
    error instanceof StackError ? error.message : String((error as Error)?.stack ?? error)
  process.stderr.write(`${text}\n`)
  process.exit(1)
}
