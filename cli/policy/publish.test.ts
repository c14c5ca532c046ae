import { expect, test } from 'vitest'
import type { PolicyDocument } from '#schemas/policy-document.ts'
import { policyDocument } from '../../test/support/builders.ts'
import { contentHash, inForce } from './in-force.ts'
import { MemoryPolicyLog, PLACES } from './memory-policy-log.ts'
import { publish, toRecord } from './publish.ts'

const NOW = 1_764_000_000_000

function version(number: number, change: (document: PolicyDocument) => void = () => {}) {
  return policyDocument((document) => {
    document.version = `cn-default@${number}`
    change(document)
  })
}

/** The same version as another, with other words in it. */
const OTHER = (document: PolicyDocument) => {
  document.common.silentDays = 1
}

function run(document: PolicyDocument, log: MemoryPolicyLog) {
  const seen: (string | undefined)[] = []
  const published = publish(document, log, {
    by: 'u-9',
    writer: 'policy-publish-1',
    now: () => NOW,
    onBegin: (before) => seen.push(before?.version),
  })
  return published.then((result) => ({ ...result, seen }))
}

test('puts a copy into every partition, and tells where in the audit log', async () => {
  const log = new MemoryPolicyLog()
  const document = version(2)
  expect(await run(document, log)).toMatchObject({ status: 'published', isRepeat: false })
  for (const place of PLACES) {
    expect(log.at(place)).toEqual([toRecord(document, NOW)])
  }
  expect(log.audits).toMatchObject([
    { action: 'policy.publishing', before: null, after: 'cn-default@2', seq: 1 },
    {
      action: 'policy.published',
      actor: { type: 'user', id: 'u-9' },
      target: 'cn-default@2',
      tenant: 'platform',
      seq: 2,
      reason: `content sha256 ${contentHash(document)}; offsets card.events 0@0 1@0, group.facts 0@0`,
    },
  ])
})

test('shows the one in force before anything is sent', async () => {
  const log = new MemoryPolicyLog()
  await run(version(2), log)
  expect((await run(version(3), log)).seen).toEqual(['cn-default@2'])
})

test.each([
  ['a lower version', version(2)],
  ['the same version with other content', version(3, OTHER)],
])('refuses %s, and writes nothing', async (_name, document) => {
  const log = new MemoryPolicyLog()
  await run(version(3), log)
  const audits = log.audits.length
  const result = await run(document, log)
  expect(result).toMatchObject({ status: 'refused', seen: [] })
  expect(result.status === 'refused' && result.reason).toMatch(/raise the number behind the @/)
  expect(log.audits).toHaveLength(audits)
  expect(log.at({ topic: 'card.events', partition: 0 })).toHaveLength(1)
})

test('a writer that dies after any of its writes is made good by a second run', async () => {
  const document = version(2)
  for (let writes = 0; writes < 6; writes += 1) {
    const log = new MemoryPolicyLog()
    log.writesLeft = writes
    await expect(run(document, log), `${writes} writes`).rejects.toThrow('The writer died')
    log.writesLeft = undefined
    expect(await run(document, log)).toMatchObject({ status: 'published' })
    for (const place of PLACES) {
      expect(log.at(place).map(({ version: name }) => name)).toContain('cn-default@2')
    }
    expect(log.audits.at(-1)).toMatchObject({ action: 'policy.published' })
  }
})

test('of two writers of one version the second stops before any partition has seen it', async () => {
  const log = new MemoryPolicyLog()
  const other = version(2, OTHER)
  log.beforeTruth = toRecord(other, NOW)
  const result = await run(version(2), log)
  expect(result).toMatchObject({ status: 'refused', reason: expect.stringMatching(/faster/) })
  expect(log.at({ topic: 'card.events', partition: 0 })).toEqual([])
})

test('of one number the first stays in force, a lower one never is', () => {
  const records = [version(2), version(2, OTHER), version(1)]
  expect(inForce(records.map((one) => toRecord(one, NOW)))?.common.silentDays).toBe(60)
  expect(inForce([])).toBeUndefined()
})
