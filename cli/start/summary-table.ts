import { pad, widthOf } from './cells.ts'
import { listOf } from './render-view.ts'
import type { DetectorScore } from './score.ts'
import { isComplete, type Summary } from './summary.ts'
import type { Words } from './words.ts'

/** The summary for people. */
export function summaryTable(summary: Summary, words: Words): string {
  const { failures } = summary
  const verdict = summary.ok
    ? words.summary.ok
    : [`${words.summary.failed}:`, ...failures].join('\n  ')
  return [
    '',
    ...figures(summary, words),
    '',
    ...table([words.summary.columns, ...summary.detectors.map((score) => row(score, words))]),
    '',
    verdict,
    '',
  ].join('\n')
}

function figures(summary: Summary, words: Words): readonly string[] {
  const { summary: said } = words
  const number = (value: number) => value.toLocaleString(words.locale)
  const { p50, p99 } = summary.latencyMs
  const lines: readonly (readonly [string, string])[] = [
    [
      said.eventsIn,
      `${number(summary.eventsIn)} (${number(summary.eventsPerSecond)}${words.perSecond})`,
    ],
    [said.eventsInClickHouse, number(summary.eventsInClickHouse)],
    ['', countsLine(summary, words)],
    [words.latency, `p50 ${p50 ?? '–'} ms · p99 ${p99 ?? '–'} ms`],
    [said.firstAlert, `${summary.firstAlertSeconds ?? '–'} s`],
    [
      words.commands,
      `${listOf(summary.commandsSent, words.actions)} · ${summary.commandsObeyed} ${words.obeyed}`,
    ],
    [words.held, listOf(summary.held, words.holds) || said.nothing],
    [said.leftovers, isComplete(summary) ? said.nothing : JSON.stringify(summary.leftovers)],
  ]
  const width = Math.max(...lines.map(([name]) => widthOf(name))) + 2
  return lines.map(([name, value]) => pad(name, width) + value)
}

function countsLine(
  { lost, duplicatesSent, late, deadLetters }: Summary,
  { summary: said }: Words,
): string {
  return [
    `${lost} ${said.lost}`,
    `${duplicatesSent} ${said.duplicates}`,
    `${late} ${said.late}`,
    `${deadLetters} ${said.deadLetters}`,
  ].join(', ')
}

function row(score: DetectorScore, words: Words): readonly string[] {
  const { basis, modes, commands } = score
  const kind = basis ? [words.summary[basis]] : []
  const shadow = modes.includes('shadow') ? [words.summary.shadow] : []
  const notes = [...kind, ...shadow].join(', ')
  return [
    notes ? `${score.detector} (${notes})` : score.detector,
    String(score.planted),
    String(score.found),
    String(score.recall ?? '–'),
    String(score.precision ?? '–'),
    String(score.alerts),
    listOf(commands, words.actions),
  ]
}

/** Columns as wide as their widest cell. */
function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((cells) => widthOf(cells[column] ?? ''))),
  )
  return rows.map((cells) =>
    cells
      .map((cell, column) => pad(cell, (widths[column] ?? 0) + 2))
      .join('')
      .trimEnd(),
  )
}
