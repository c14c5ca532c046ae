/** One word behind `simwarden`. */
export interface Command {
  readonly name: string
  /** One line for the list of all. */
  readonly description: string
  /** The arguments behind its name; gives the exit code, having said what the caller can put right. */
  run(args: readonly string[]): Promise<number>
}
