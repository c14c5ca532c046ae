import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { catalogue } from '../detectors/catalogue.ts'
import { groupCatalogue } from './catalogue.ts'

const files = readdirSync(import.meta.dirname)
const ids = groupCatalogue.map(({ id }) => id)

test('names every detector file, under its own id, each with its test', () => {
  const detectors = files
    .filter((file) => !file.endsWith('.test.ts'))
    .map((file) => file.replace('.ts', ''))
    .filter((name) => !['catalogue', 'group-detector', 'as-detector'].includes(name))
  expect(ids.toSorted()).toEqual(detectors.toSorted())
  expect(files).toEqual(expect.arrayContaining(ids.map((id) => `${id}.test.ts`)))
})

test('shares no id with a card detector', () => {
  expect(catalogue.filter(({ id }) => ids.includes(id))).toEqual([])
})
