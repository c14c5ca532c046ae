import { setTimeout as sleep } from 'node:timers/promises'
import { readMetrics, total } from '../cli/start/read-metrics.ts'
import { type MemoryPoint, type RunFigures, VoidRun } from './measure.ts'

export interface WatchOptions {
  readonly opsUrl: string
  /** In the log. */
  readonly records: number
  /** Whether all of it is committed, which the detector does when rows and checkpoints are stored. */
  isCommitted(): Promise<boolean>
  readonly signal: AbortSignal
}

/** One look at the process's own figures; all of one moment. */
interface Look {
  readonly atMs: number
  readonly records: number
  readonly usage: number
  readonly cpuSeconds: number
  readonly rssBytes: number
  readonly cards: number
}

/** Often before the first record, so that little is counted that came before it; then seldom. */
const FIRST_EVERY_MS = 50
const EVERY_MS = 250
const PATIENCE_MS = 60_000
const PERCENTS = [25, 50, 75, 100]

/**
 * Watches a detector read the whole log. The wall's time ends when the last record is judged; then it
 * only waits for its next checkpoint. Processor time ends when all is stored.
 */
export async function watchDetector(
  options: WatchOptions,
): Promise<Omit<RunFigures, 'peakRssBytes'> & { readonly usage: number }> {
  const { records, isCommitted } = options
  const memory: MemoryPoint[] = []
  let first: Look | undefined
  let judged: Look | undefined
  let last = 0
  for await (const look of looksAt(options)) {
    last = look.records
    if (last === 0) first = look
    memory.push(...newPoints(look, { records, known: memory.length }))
    if (last >= records) judged ??= look
    if (!judged || !(await isCommitted())) continue
    if (!first) throw new VoidRun('the detector began before it was looked at')
    // The figures may be older than the commit.
    const stored = (await lookAt(options.opsUrl)) ?? look
    return {
      records,
      usage: stored.usage,
      wallSeconds: (judged.atMs - first.atMs) / 1_000,
      cpuSeconds: stored.cpuSeconds - first.cpuSeconds,
      memory,
    }
  }
  throw new VoidRun(`the detector has stood still for a minute after ${last} of ${records} records`)
}

/** One look after the other; ends when nothing changes any more. */
async function* looksAt({ opsUrl, signal }: WatchOptions): AsyncGenerator<Look> {
  let records = 0
  let movedAtMs = performance.now()
  while (performance.now() - movedAtMs < PATIENCE_MS) {
    const look = await lookAt(opsUrl)
    if (look && look.records !== records) {
      records = look.records
      movedAtMs = look.atMs
    }
    if (look) yield look
    await sleep(records > 0 ? EVERY_MS : FIRST_EVERY_MS, undefined, { signal })
  }
}

/** What is measured is the card stage. */
const CARDS = { topic: 'card.events' }

async function lookAt(opsUrl: string): Promise<Look | null> {
  const samples = await readMetrics(opsUrl)
  if (samples.length === 0) return null
  return {
    atMs: performance.now(),
    records: total(samples, 'events_total', CARDS),
    usage: total(samples, 'events_total', { ...CARDS, fate: 'folded' }),
    cpuSeconds: total(samples, 'process_cpu_seconds_total'),
    rssBytes: total(samples, 'process_resident_memory_bytes'),
    cards: total(samples, 'cards_in_memory'),
  }
}

/** The quarters of the log that this look is the first to be beyond. */
function newPoints(
  look: Look,
  { records, known }: { readonly records: number; readonly known: number },
): readonly MemoryPoint[] {
  const { rssBytes, cards } = look
  return PERCENTS.slice(known)
    .filter((percent) => look.records * 100 >= percent * records)
    .map((percent) => ({ percent, rssBytes, cards }))
}
