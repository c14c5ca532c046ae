import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { policyDocument } from '../../../test/support/builders.ts'
import { groupCatalogue } from '../group-detectors/catalogue.ts'
import { catalogue } from './catalogue.ts'

const files = readdirSync(import.meta.dirname)
const ids = catalogue.map(({ id }) => id)

test('names every detector file, under its own id, each with its test', () => {
  const detectors = files
    .filter((file) => !file.endsWith('.test.ts'))
    .map((file) => file.replace('.ts', ''))
    .filter((name) => !['catalogue', 'detector', 'not-built'].includes(name))
  expect(ids.toSorted()).toEqual(detectors.toSorted())
  expect(files).toEqual(expect.arrayContaining(ids.map((id) => `${id}.test.ts`)))
})

test('is what the default policy holds', () => {
  const all = [...ids, ...groupCatalogue.map(({ id }) => id)]
  expect(Object.keys(policyDocument().detectors).toSorted()).toEqual(all.toSorted())
})
