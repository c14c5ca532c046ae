import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { checkFile } from './check.ts'

const folder = mkdtempSync(join(tmpdir(), 'policy-'))

function fileWith(text: string): string {
  const file = join(folder, `${text.length}.yaml`)
  writeFileSync(file, text)
  return file
}

test('the default policy is good', () => {
  const { code, text } = checkFile('policies/cn-default.yaml', { json: false })
  expect(code).toBe(0)
  expect(text).toMatch(/good; 0 errors/)
})

test('tells errors as lines, and as JSON for machines', () => {
  const file = fileWith('version: cn-default@1\ntimezone: UTC\n')
  const { code, text } = checkFile(file, { json: false })
  expect(code).toBe(1)
  expect(text).toContain(
    `${file}, error, line 2, column 1: timezone: unknown; known are version, effectiveFrom, timeZone`,
  )
  const told = JSON.parse(checkFile(file, { json: true }).text)
  expect(told).toMatchObject({ file, version: null, warnings: [] })
  expect(told.errors).toContainEqual(
    expect.objectContaining({ line: 2, column: 1, path: 'timezone', suggestion: 'timeZone' }),
  )
})
