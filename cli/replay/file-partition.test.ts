import { expect, test } from 'vitest'
import { call, HOUR_MS, TEN } from '../../test/support/builders.ts'
import { readPolicy } from '../read-policy.ts'
import { FilePartition } from './file-partition.ts'

const document = readPolicy('policies/cn-default.yaml')

function lines(count: number) {
  return Array.from({ length: count }, (_, n) => {
    const record = call({ eventTime: TEN + Math.floor(n / 200) * HOUR_MS })
    return { number: n + 1, bytes: Buffer.from(JSON.stringify(record)) }
  })
}

test.each([
  ['dropped', 0],
  ['kept', 50],
] as const)('rows of ten thousand records are %s', (rows, atLeast) => {
  const core = new FilePartition({ rows })
  core.adopt(document)
  for (const line of lines(10_000)) core.judge(line)
  const { length } = core.partition.takeRows()
  expect(length).toBeGreaterThanOrEqual(atLeast)
  expect(length).toBeLessThan(rows === 'dropped' ? 20 : Infinity)
})

test('a policy that the core refuses is an error, not a dead letter', () => {
  const other = { channel: '销'.repeat(400_000), documents: [] }
  const huge = { ...document, remedies: { ...document.remedies, other } }
  const core = new FilePartition({ rows: 'dropped' })
  expect(() => core.adopt(huge)).toThrow(/^Cannot use policy cn-default@1: \d+ bytes, above/)
})

test('a line too long to hold is one dead letter', () => {
  const core = new FilePartition({ rows: 'dropped' })
  expect(core.judge({ number: 1, sizeBytes: 9_000_000 })).toMatchObject([
    { type: 'deadLetter', class: 'oversize' },
  ])
  expect(core.partition.counts.deadLetter).toBe(1)
})
