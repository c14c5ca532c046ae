import { INTERRUPTED, onInterruption } from '../cli/start/interruption.ts'
import { StackError } from '../deploy/local/stack-error.ts'
import { type Arena, clear, openArena } from './arena.ts'
import { describeMachine, loadNow } from './machine.ts'
import { type Measure, runMeasure, VoidRun } from './measure.ts'
import { detectorOnKafka } from './measures/detector-on-kafka.ts'
import { replayOverFile } from './measures/replay-over-file.ts'
import { type BenchOptions, HELP, type MeasureId, readOptions, UsageError } from './options.ts'
import { measured, type Outcome, type Report, voided, writeReport } from './report.ts'
import { renderReport } from './table.ts'
import { CARDS } from './workload.ts'

const MEASURES: Readonly<Record<MeasureId, (arena: Arena) => Promise<Measure>>> = {
  P1: detectorOnKafka,
  P10: replayOverFile,
}

/** Measures what was asked for, and stops all it started. */
async function bench(options: BenchOptions, signal: AbortSignal): Promise<Report> {
  const { only, events, seed } = options
  const at = new Date().toISOString()
  const loadBefore = loadNow()
  const arena = await openArena({ events, seed, signal, onProgress })
  try {
    const outcomes: Outcome[] = []
    for (const id of only) outcomes.push(await outcomeOf(await MEASURES[id](arena)))
    return {
      at,
      seed,
      usageRecords: events,
      cards: CARDS,
      machine: describeMachine(),
      loadBefore,
      loadAfter: loadNow(),
      outcomes,
    }
  } catch (error) {
    // The end of a server, or of our wish, is the cause of all that followed from it.
    throw arena.signal.aborted ? arena.signal.reason : error
  } finally {
    await arena.stop()
  }
}

async function outcomeOf(measure: Measure): Promise<Outcome> {
  onProgress(`${measure.id}: ${measure.title}`)
  try {
    return measured(measure, await runMeasure(measure, onProgress))
  } catch (error) {
    if (!(error instanceof VoidRun)) throw error
    return voided(measure, error.message)
  }
}

function onProgress(line: string): void {
  process.stderr.write(`${line}\n`)
}

async function main(args: readonly string[]): Promise<number> {
  const options = readOptions(args)
  if (options === 'help') {
    process.stdout.write(HELP)
    return 0
  }
  const interruption = onInterruption()
  try {
    const report = await bench(options, interruption)
    const file = writeReport(report)
    clear()
    process.stdout.write(`${options.isJson ? JSON.stringify(report) : renderReport(report)}\n`)
    onProgress(`Kept in ${file}`)
    return report.outcomes.some(({ status }) => status === 'void') ? 1 : 0
  } catch (error) {
    if (!interruption.aborted) throw error
    clear()
    onProgress('Interrupted: everything is stopped, nothing is kept')
    return INTERRUPTED
  }
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  const isPlain = error instanceof UsageError || error instanceof StackError
  process.stderr.write(`${isPlain ? error.message : String((error as Error)?.stack ?? error)}\n`)
  process.exitCode = error instanceof UsageError ? 2 : 1
}
