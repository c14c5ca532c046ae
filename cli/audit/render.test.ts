import { expect, test } from 'vitest'
import { sampleAudit } from '../../services/auditor/testing/sample-audit.ts'
import { renderList, renderRuns } from './render.ts'

const run = {
  audit: 'sample',
  asOf: 0,
  ranAt: 0,
  tookMs: 12,
  found: 3,
  opened: 2,
  resolved: 10,
  policyVersion: 'test@1',
  blind: '',
  error: '',
}

test('shows each run in a row, and its trouble under it', () => {
  const runs = [run, { ...run, blind: 'sales' }, { ...run, error: 'no such column' }]
  expect(renderRuns(runs, [sampleAudit()])).toBe(
    `audit   what            found  opened  resolved  ms
sample  What is wrong?      3       2        10  12
sample  What is wrong?      -       -         -  12
  blind: sales is empty
sample  What is wrong?      -       -         -  12
  failed: no such column
`,
  )
})

test('cuts a question that is too long for a row', () => {
  const text = renderRuns([run], [sampleAudit({}, { question: 'x'.repeat(65) })])
  expect(text).toContain(`${'x'.repeat(63)}…  `)
})

test('lists what there is', () => {
  expect(renderList([sampleAudit()])).toBe(
    `audit   schedule  severity  serves  what
sample  daily     medium    LAW-5   What is wrong?
`,
  )
})
