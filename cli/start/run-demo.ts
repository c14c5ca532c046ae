import { readStackConfig } from '../../deploy/local/stack-config.ts'
import { INTERRUPTED, onInterruption } from './interruption.ts'
import type { StartOptions } from './options.ts'
import { playDemo } from './play-demo.ts'
import { createScreen } from './screen.ts'
import type { Summary } from './summary.ts'
import { summaryTable } from './summary-table.ts'
import { wordsOf } from './words.ts'

/**
 * Starts everything, plays, and stops everything in order, whatever happens; returns the exit code.
 * Throws a StackError, or a PolicyError, for what a person can put right.
 */
export async function runDemo(options: StartOptions): Promise<number> {
  const { dataDir } = readStackConfig(process.env)
  const screen = createScreen(options)
  const words = wordsOf(options.language)
  const interrupted = onInterruption()
  const failing = new AbortController()
  const signal = AbortSignal.any([interrupted, failing.signal])
  const fail = (error: unknown) => failing.abort(error)
  try {
    const summary = await playDemo(options, { screen, signal, fail })
    screen.say(words.whatNext(dataDir))
    await print(summary, options)
    return summary.ok ? 0 : 1
  } catch (error) {
    if (failing.signal.aborted) throw failing.signal.reason
    if (!interrupted.aborted) throw error
    screen.say(words.whatNext(dataDir))
    // a run of a given length that was cut short has nothing to show
    return options.forMs === null ? 0 : INTERRUPTED
  }
}

/** Resolves when it is written: a pipe takes its time, and the process is about to leave. */
function print(summary: Summary, { isJson, language }: StartOptions): Promise<void> {
  const text = isJson ? JSON.stringify(summary) : summaryTable(summary, wordsOf(language))
  return new Promise((resolve) => process.stdout.write(`${text}\n`, () => resolve()))
}
