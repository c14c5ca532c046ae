import { expect, it } from 'vitest'
import { Found } from './finding.ts'

const row = {
  subjectKind: 'card',
  subjectId: '1',
  tenant: '',
  severity: 'high',
  reasonEn: 'wrong',
  reasonZh: '有误',
  dueAt: '1764000000000',
}

it('takes the fixed columns, and all others for its numbers', () => {
  expect(Found.parse({ ...row, bytes: 5, names: ['a'] })).toEqual({
    ...row,
    dueAt: 1_764_000_000_000,
    details: '{"bytes":5,"names":["a"]}',
  })
})

it('refuses a row about nobody or without words', () => {
  expect(Found.safeParse({ ...row, subjectId: '' }).success).toBe(false)
  expect(Found.safeParse({ ...row, reasonZh: '' }).success).toBe(false)
  expect(Found.safeParse({ ...row, subjectKind: 'cell' }).success).toBe(false)
})
