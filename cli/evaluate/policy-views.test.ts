import { expect, test } from 'vitest'
import { readPolicy } from '../read-policy.ts'
import { ruleModes } from './rule-modes.ts'
import { withLists } from './with-lists.ts'

const document = readPolicy('policies/cn-default.yaml')

test('empty lists are filled, those with an owner are left alone', () => {
  const owned = { ...document.lists, premiumPrefixes: [], riskRegions: ['CN-XX'] }
  const { lists } = withLists({ ...document, lists: owned })
  expect(lists.premiumPrefixes).not.toEqual([])
  expect(lists.riskRegions).toEqual(['CN-XX'])
  expect(lists.holidays).toEqual(document.lists.holidays)
})

test('modes are those of all classes and of their variants', () => {
  const rule = (mode: 'live' | 'shadow' | 'off', more = {}) => ({
    classes: { iot: { mode, ...more } },
  })
  const detectors = {
    plain: rule('live'),
    mixed: { mode: 'shadow' as const, classes: { iot: {}, ordinary: { mode: 'live' as const } } },
    planned: rule('shadow', { withPlan: { mode: 'live' } }),
  }
  const modesOf = (name: string) => ruleModes({ ...document, detectors }, name)
  expect(modesOf('plain')).toEqual(['live'])
  expect(modesOf('mixed')).toEqual(['live', 'shadow'])
  expect(modesOf('planned')).toEqual(['live', 'shadow'])
  expect(modesOf('unknown')).toEqual([])
})
