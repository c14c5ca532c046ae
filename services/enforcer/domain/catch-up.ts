import type { Output, RawRecord } from '../ports.ts'

const HOUR_MS = 3_600_000

interface Replayed {
  readonly output: Output
  readonly logTime: number
  readonly appendedAt: number
}

/**
 * What reading the log anew says again. An earlier life has written nearly all of it, and where it
 * stopped is not known: what is new in the last hour is written once more, by log time, which stands
 * still while no enforcer runs, or by the broker's. Commands are not: `sendAgain` knows which.
 */
export class CatchUp {
  #replayed: Replayed[] = []

  add(outputs: readonly Output[], record: RawRecord, logTime: number): void {
    const appendedAt = record.timestamp
    for (const output of outputs) {
      if (output.type === 'audit' || output.type === 'deadLetter') {
        this.#replayed.push({ output, logTime, appendedAt })
      }
    }
  }

  /** Keeps memory to what is still new. */
  forget(logTime: number, appendedAt: number): void {
    this.#replayed = this.#replayed.filter(
      (one) => one.logTime > logTime - HOUR_MS || one.appendedAt > appendedAt - HOUR_MS,
    )
  }

  outputs(): Output[] {
    return this.#replayed.map(({ output }) => output)
  }
}
