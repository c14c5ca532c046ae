import { expect, test } from 'vitest'
import { catalogue } from '../services/detector/detectors/catalogue.ts'
import { groupCatalogue } from '../services/detector/group-detectors/catalogue.ts'
import { FAMILY_DETECTORS, familyOf } from './detector-families.ts'

const detectors = [...catalogue, ...groupCatalogue]

test.each(detectors.map(({ id, family }) => [id, family]))('%s is of family %s', (id, family) => {
  expect(familyOf(id)).toBe(family)
})

test('names no detector that is not there', () => {
  const known = new Set(detectors.map(({ id }) => id))
  expect(FAMILY_DETECTORS.filter((id) => !known.has(id))).toEqual([])
})
