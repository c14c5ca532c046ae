import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readLines } from './read-lines.ts'
import { UsageError } from './usage-error.ts'

const folder = mkdtempSync(join(tmpdir(), 'read-lines-'))

async function eachBatch(file: string, take: () => void): Promise<void> {
  for await (const _ of readLines(file)) take()
}

test('a defect in the loop over the lines stays what it is', async () => {
  const file = join(folder, 'one.ndjson')
  writeFileSync(file, '{}\n')
  const defect = new TypeError('a defect')
  const reading = eachBatch(file, () => {
    throw defect
  })
  await expect(reading).rejects.toBe(defect)
})

test('a file that fails while it is read is the fault of the file', async () => {
  const reading = eachBatch(folder, () => undefined)
  await expect(reading).rejects.toThrow(UsageError)
  await expect(reading).rejects.toThrow(`Cannot read ${folder}`)
})
