/** What a command says, and its exit code: 0 done, 1 refused or failed; 2, wrong usage, is thrown. */
export interface Answer {
  readonly code: 0 | 1
  readonly text: string
}
