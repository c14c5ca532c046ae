import { existsSync } from 'node:fs'
import { expect, it } from 'vitest'
import { policyDocument } from '../../../test/support/builders.ts'
import { auditRule } from '../domain/audit-rule.ts'
import { readAudits } from './audit-files.ts'

const audits = readAudits()

it('finds every audit by its file', () => {
  expect(audits.length).toBeGreaterThan(20)
  expect(audits.map(({ id }) => id)).toContain('peer-deviation')
})

it.each(audits.map(({ id }) => id))('has a test beside %s', (id) => {
  expect(existsSync(`audits/${id}.integration.test.ts`)).toBe(true)
})

it.each(audits)('$id can use what the default policy says of it', (audit) => {
  expect(auditRule(policyDocument(), audit)).toMatchObject({ status: 'usable' })
})

it.each(audits)('$id reads its imports among its tables', ({ tables, imports, sql }) => {
  expect(tables).toEqual(expect.arrayContaining([...imports]))
  const query = sql.replaceAll('cards_at', 'profiles').replace(/^--.*$/gm, '')
  for (const table of tables) expect(query).toContain(table)
})
