import { once } from 'node:events'
import type { ReplayLine } from './replay-lines.ts'

/** Prints the lines of the types that were asked for to standard output. */
export class Printer {
  readonly #printed: ReadonlySet<ReplayLine['type']>

  constructor(printed: ReadonlySet<ReplayLine['type']>) {
    this.#printed = printed
  }

  print(line: ReplayLine): void {
    if (this.#printed.has(line.type)) process.stdout.write(`${JSON.stringify(line)}\n`)
  }

  /** Waits when the reader is slower. */
  async settled(): Promise<void> {
    if (process.stdout.writableNeedDrain) await once(process.stdout, 'drain')
  }
}

/** A reader that has seen enough (`| head`) ends the program, quietly and well. */
export function endWithReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
    process.exit(0)
  })
  process.stderr.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
}
