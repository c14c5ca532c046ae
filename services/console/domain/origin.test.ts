import { expect, test } from 'vitest'
import { readOrigin } from './origin.ts'

test('reads who set a limit of a contract', () => {
  expect(
    readOrigin('policy cn-default@1, class iot, quota of the contract of 1769299200000'),
  ).toEqual([
    { kind: 'policy', version: 'cn-default@1' },
    { kind: 'class', name: 'iot' },
    { kind: 'contract', term: 'quota', since: 1_769_299_200_000 },
  ])
})

test('reads a role, with its factor or in shadow', () => {
  expect(readOrigin('role courier 2.5, role customerService shadow')).toEqual([
    { kind: 'role', name: 'courier', factor: 2.5 },
    { kind: 'role', name: 'customerService', factor: undefined },
  ])
})

test('reads the contracts of a group', () => {
  expect(readOrigin('plan of the contracts')).toEqual([
    { kind: 'contract', term: 'plan', since: undefined },
  ])
})

test('says what it does not know as it is', () => {
  expect(readOrigin('class ordinary, tenant east-grid')).toEqual([
    { kind: 'class', name: 'ordinary' },
    { kind: 'other', text: 'tenant east-grid' },
  ])
  expect(readOrigin('contract')).toEqual([{ kind: 'other', text: 'contract' }])
})
