import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { DETECTOR_PAGE, detectorPage } from './detector-page.ts'

test('docs/detectors.md is what code and policy say', () => {
  const isUpToDate = readFileSync(DETECTOR_PAGE, 'utf8') === detectorPage()
  expect(isUpToDate, 'docs/detectors.md is out of date: run npm run docs').toBe(true)
})

test('every measure says what it counts', () => {
  const rows = detectorPage()
    .split('\n')
    .filter((line) => /^\| `\w+`.* \| \w+ \| /.test(line))
  expect(rows.length).toBeGreaterThan(70)
  expect(rows.filter((row) => row.includes('|  |'))).toEqual([])
})
