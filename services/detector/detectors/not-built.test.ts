import { expect, test } from 'vitest'
import { catalogue } from './catalogue.ts'
import { notBuilt } from './not-built.ts'

test('names no detector that there is', () => {
  const ids = catalogue.map(({ id }) => id)
  expect(notBuilt.filter(({ id }) => ids.includes(id))).toEqual([])
})
