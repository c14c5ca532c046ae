import { renameSync, writeFileSync } from 'node:fs'
import { setInterval } from 'node:timers/promises'
import type { Part } from '#runtime/run-service.ts'
import type { RunSummary } from '../run-summary.ts'

const EVERY_MS = 1_000

/** Tells everybody who listens how the run stands, every second and once more at the end. */
export function summaryPart(
  summary: () => RunSummary,
  listeners: readonly ((summary: RunSummary) => void)[],
): Part {
  const stopping = new AbortController()
  let loop: Promise<void> = Promise.resolve()

  function tell(): void {
    const now = summary()
    for (const listener of listeners) listener(now)
  }

  async function tellEverySecond(): Promise<void> {
    try {
      for await (const _ of setInterval(EVERY_MS, null, { signal: stopping.signal })) tell()
    } catch (error) {
      if (!stopping.signal.aborted) throw error
    }
  }

  return {
    name: 'summary',
    async start() {
      loop = tellEverySecond()
    },
    async stop() {
      stopping.abort()
      await loop
      tell()
    },
  }
}

/** Writes the summary as JSON, whole or not at all. */
export function summaryFile(path: string): (summary: RunSummary) => void {
  return (summary) => {
    writeFileSync(`${path}.new`, `${JSON.stringify(summary)}\n`)
    renameSync(`${path}.new`, path)
  }
}
