import { ratesOf } from './compare.ts'
import type { Run } from './measure.ts'
import type { Measured, Outcome, Report } from './report.ts'

const MIB = 1_048_576
const GIB = 1_024 * MIB

const COLUMNS = [
  'program',
  'round',
  'records/s',
  'records/CPU-s',
  'wall s',
  'CPU s',
  'peak RSS MiB',
  'cores busy',
] as const

/** A report for people. */
export function renderReport(report: Report): string {
  const { machine, usageRecords, cards, seed, loadBefore, loadAfter } = report
  return [
    `${machine.cores} cores (${machine.processor}), ${number(machine.memoryBytes / GIB, 1)} GiB, ${machine.system}, Node ${machine.node}, SIMwarden ${machine.version ?? 'of no checkout'}`,
    `load average ${number(loadBefore, 1)} before, ${number(loadAfter, 1)} after; brokers and ClickHouse run on the same machine`,
    `${number(usageRecords)} usage records of ${number(cards)} cards and those planted, seed ${seed}`,
    ...report.outcomes.flatMap((outcome) => ['', ...renderOutcome(outcome)]),
  ].join('\n')
}

function renderOutcome(outcome: Outcome): readonly string[] {
  const title = `${outcome.id}  ${outcome.title}`
  if (outcome.status === 'void') return [title, `  void: ${outcome.reason}`]
  return [
    title,
    ...renderTable([COLUMNS, ...outcome.runs.map((run) => cells(run, outcome))]),
    ...renderVerdict(outcome),
    ...renderMemory(outcome),
    ...renderDetails(outcome),
  ]
}

function cells(run: Run, { peer, subject }: Measured): readonly string[] {
  const { perSecond, perCpuSecond } = ratesOf([run])
  return [
    run.side === 'peer' ? peer : subject,
    String(run.round),
    number(perSecond),
    number(perCpuSecond),
    number(run.wallSeconds, 1),
    number(run.cpuSeconds, 1),
    number(run.peakRssBytes / MIB),
    number(run.coresBusy, 1),
  ]
}

const VERDICTS = { missed: 'MISSED', met: 'met', stretch: 'met, and the stretch goal too' }

function renderVerdict({ comparison, goal, stretch, verdict }: Measured): readonly string[] {
  const { perCpuSecond, perSecond } = comparison.ratio
  return [
    `  ratio ${number(perCpuSecond, 3)} by processor time, ${number(perSecond, 3)} by the wall`,
    `  goal ≥ ${goal} by processor time (stretch ≥ ${stretch}): ${VERDICTS[verdict]}`,
  ]
}

function renderMemory({ runs }: Measured): readonly string[] {
  return runs.flatMap(({ side, round, memory = [] }) => {
    if (memory.length === 0) return []
    const points = memory.map(
      ({ percent, rssBytes, cards }) =>
        `${percent} % ${number(rssBytes / MIB)} MiB with ${number(cards)} cards`,
    )
    return [`  memory of the ${side}, round ${round}, by part of the log: ${points.join(' · ')}`]
  })
}

function renderDetails({ runs }: Measured): readonly string[] {
  return runs.flatMap(({ side, round, details = {} }) => {
    const facts = Object.entries(details).map(([name, value]) => `${name} ${number(value)}`)
    return facts.length > 0 ? [`  done by the ${side}, round ${round}: ${facts.join(', ')}`] : []
  })
}

/** Columns as wide as their widest cell; all but the first stand at the right. */
export function renderTable(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = rows.reduce<number[]>(
    (most, row) => row.map((cell, column) => Math.max(most[column] ?? 0, cell.length)),
    [],
  )
  return rows.map((row) => {
    const padded = row.map((cell, column) => {
      const width = widths[column] ?? 0
      return column === 0 ? cell.padEnd(width) : cell.padStart(width)
    })
    return `  ${padded.join('  ')}`
  })
}

function number(value: number, digits = 0): string {
  return value.toLocaleString('en', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
}
