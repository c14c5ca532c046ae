/** What the caller can put right: an argument, or a file. The message is one clear line. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
