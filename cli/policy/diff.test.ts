import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { policyDocument } from '../../test/support/builders.ts'
import { diffSides } from './diff.ts'
import { MemoryPolicyLog } from './memory-policy-log.ts'
import { TRUTH } from './policy-log.ts'
import { toRecord } from './publish.ts'

const OLD = 'policies/cn-default.yaml'
const changed = policyDocument((document) => {
  document.version = 'cn-default@2'
  document.common.silentDays = 30
})
const file = join(mkdtempSync(join(tmpdir(), 'policy-')), 'new.yaml')
writeFileSync(file, JSON.stringify(changed))

const log = new MemoryPolicyLog()
const reach = <Result>(work: (one: MemoryPolicyLog) => Promise<Result>) => work(log)

test('compares two files in words, and for machines', async () => {
  const { code, text } = await diffSides([OLD, file], { json: false, reach })
  expect(code).toBe(0)
  expect(text.split('\n')).toEqual([
    'cn-default@1 → cn-default@2: 2 changes',
    '  policy: version cn-default@1 → cn-default@2',
    '  common: silentDays 60 → 30 (-50 %)',
  ])
  const told = JSON.parse((await diffSides([OLD, file], { json: true, reach })).text)
  expect(told.changes).toContainEqual({
    subject: 'common',
    what: 'silentDays',
    before: 60,
    after: 30,
    percent: -50,
  })
})

test('compares with the policy in force, once there is one', async () => {
  await expect(diffSides(['current', OLD], { json: false, reach })).rejects.toThrow(/published/)
  await log.send(TRUTH, toRecord(changed, 1_764_000_000_000))
  const { text } = await diffSides([OLD, 'current'], { json: false, reach })
  expect(text).toContain('silentDays 60 → 30')
})
