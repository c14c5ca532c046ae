import { expect, test } from 'vitest'
import type { Measure, Run } from './measure.ts'
import { measured, type Outcome, type Report, voided } from './report.ts'
import { renderReport, renderTable } from './table.ts'

const nobody = { run: () => Promise.reject(new Error('Not in this test')) }
const measure: Measure = {
  id: 'P1',
  title: 'a detector ÷ a parser',
  peer: { name: 'parser', ...nobody },
  subject: { name: 'detector', ...nobody },
  goal: 0.5,
  stretch: 0.7,
}
const figures = {
  round: 1,
  records: 400_000,
  wallSeconds: 2,
  peakRssBytes: 2 ** 28,
  coresBusy: 1.5,
}
const peer: Run = { side: 'peer', ...figures, cpuSeconds: 1 }
const subject: Run = {
  side: 'subject',
  ...figures,
  cpuSeconds: 4,
  memory: [{ percent: 25, rssBytes: 2 ** 27, cards: 10_000 }],
  details: { alerts: 1_234 },
}

function report(...outcomes: Outcome[]): string {
  const machine = {
    processor: 'a processor',
    cores: 2,
    memoryBytes: 24 * 2 ** 30,
    system: 'linux 6 x64',
    node: 'v26.10.0',
    version: null,
  }
  const run = { at: '2026-03-10T00:00:00.000Z', seed: 7, usageRecords: 400_000, cards: 10_000 }
  return renderReport({
    ...run,
    machine,
    loadBefore: 0.25,
    loadAfter: 1,
    outcomes,
  } satisfies Report)
}

test('columns are as wide as they must be', () => {
  expect(
    renderTable([
      ['program', 'records/s'],
      ['a long name', '1'],
    ]),
  ).toEqual(['  program      records/s', '  a long name          1'])
})

test('both sides stand with units, and a missed goal is called missed', () => {
  expect(report(measured(measure, [peer, subject])).split('\n')).toEqual([
    '2 cores (a processor), 24.0 GiB, linux 6 x64, Node v26.10.0, SIMwarden of no checkout',
    'load average 0.3 before, 1.0 after; brokers and ClickHouse run on the same machine',
    '400,000 usage records of 10,000 cards and those planted, seed 7',
    '',
    'P1  a detector ÷ a parser',
    '  program   round  records/s  records/CPU-s  wall s  CPU s  peak RSS MiB  cores busy',
    '  parser        1    200,000        400,000     2.0    1.0           256         1.5',
    '  detector      1    200,000        100,000     2.0    4.0           256         1.5',
    '  ratio 0.250 by processor time, 1.000 by the wall',
    '  goal ≥ 0.5 by processor time (stretch ≥ 0.7): MISSED',
    '  memory of the subject, round 1, by part of the log: 25 % 128 MiB with 10,000 cards',
    '  done by the subject, round 1: alerts 1,234',
  ])
})

test('a goal that is reached is met', () => {
  const quick = { ...subject, cpuSeconds: 2 }
  expect(report(measured(measure, [peer, quick]))).toContain('(stretch ≥ 0.7): met\n')
})

test('a void measure has a reason and no figures', () => {
  const text = report(voided(measure, 'the detector came to no alerts'))
  expect(text).toContain('P1  a detector ÷ a parser\n  void: the detector came to no alerts')
  expect(text).not.toContain('ratio')
})
