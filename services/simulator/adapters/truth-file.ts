import { appendFileSync, writeFileSync } from 'node:fs'
import type { TruthOutput } from '../ports.ts'

/** The ground truth as NDJSON, begun anew; without a path it goes nowhere. */
export function truthFile(path: string | undefined): TruthOutput {
  if (path === undefined) return { add() {} }
  writeFileSync(path, '')
  return {
    add(truths) {
      appendFileSync(path, truths.map(({ truth }) => `${JSON.stringify(truth)}\n`).join(''))
    },
  }
}
