import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Comparison, compare, type Verdict, verdictOf } from './compare.ts'
import type { Machine } from './machine.ts'
import type { Measure, Run } from './measure.ts'
import type { MeasureId } from './options.ts'

/** What a measure came to. */
export type Outcome = Measured | Void

interface Named {
  readonly id: MeasureId
  readonly title: string
  readonly peer: string
  readonly subject: string
  readonly goal: number
  readonly stretch: number
}

export interface Measured extends Named, Compared {
  readonly status: 'measured'
}

interface Compared {
  readonly comparison: Comparison
  readonly verdict: Verdict
  readonly runs: readonly Run[]
}

/** It was not done what is to be measured: there are no figures. */
export interface Void extends Named {
  readonly status: 'void'
  readonly reason: string
}

/** One run of the benchmark, as it is kept. */
export interface Report {
  readonly at: string
  readonly seed: number
  readonly usageRecords: number
  readonly cards: number
  readonly machine: Machine
  readonly loadBefore: number
  readonly loadAfter: number
  readonly outcomes: readonly Outcome[]
}

export function measured(measure: Measure, runs: readonly Run[]): Measured {
  const comparison = compare(runs)
  const verdict = verdictOf(comparison, measure)
  return { ...named(measure), status: 'measured', comparison, verdict, runs }
}

export function voided(measure: Measure, reason: string): Void {
  return { ...named(measure), status: 'void', reason }
}

function named({ id, title, peer, subject, goal, stretch }: Measure): Named {
  return { id, title, peer: peer.name, subject: subject.name, goal, stretch }
}

const RESULTS = join(import.meta.dirname, 'results')

/** Keeps a report; returns the file. */
export function writeReport(report: Report): string {
  mkdirSync(RESULTS, { recursive: true })
  const file = join(RESULTS, `${report.at.replace(/[-:]|\.\d+/g, '')}.json`)
  writeFileSync(file, `${JSON.stringify(report, rounded, 2)}\n`)
  return file
}

/** Four digits after the point are more than any of it is worth. */
function rounded(_key: string, value: unknown): unknown {
  return typeof value === 'number' ? Number(value.toFixed(4)) : value
}
