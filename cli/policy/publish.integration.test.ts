import { afterAll, expect, test } from 'vitest'
import { connectKafka } from '#runtime/kafka.ts'
import { readToEnd } from '#runtime/kafka-reader.ts'
import { createLogger } from '#runtime/logger.ts'
import { AuditRecord } from '#schemas/audit-record.ts'
import { policyDocument } from '../../test/support/builders.ts'
import { useStack } from '../../test/support/test-stack.ts'
import { inForce } from './in-force.ts'
import { withPolicyLog } from './kafka-policy-log.ts'
import { COPIED } from './policy-log.ts'
import { publish } from './publish.ts'

const stack = useStack()
const { LOG_LEVEL: level = 'silent' } = process.env
const logger = createLogger({ name: 'test', level })
const stopping = new AbortController()
const { signal } = stopping
afterAll(() => stopping.abort())

test('a policy stands in every partition and in both audit records, and is in force', async () => {
  const { prefix } = await stack.createTopics({ partitions: 3 })
  const connection = connectKafka({
    clientId: 'test',
    brokers: stack.brokers,
    topicPrefix: prefix,
    logger,
  })
  const document = policyDocument()
  const run = () =>
    withPolicyLog(
      connection,
      (log) =>
        publish(document, log, { by: 'u-9', writer: 'test', now: Date.now, onBegin: () => {} }),
      { logger, signal },
    )
  expect(await run()).toMatchObject({ status: 'published', isRepeat: false })
  expect(await run()).toMatchObject({ status: 'published', isRepeat: true })

  const seen = new Map<string, string[]>()
  await readToEnd(connection, {
    topics: [...COPIED, 'audit.log'],
    logger,
    signal,
    onRecords({ topic, partition, records }) {
      const place = topic === 'audit.log' ? topic : `${topic}/${partition}`
      seen.set(place, [...(seen.get(place) ?? []), ...records.map(({ value }) => String(value))])
    },
  })
  const { 'audit.log': audits = [], ...copies } = Object.fromEntries(seen)
  expect(Object.keys(copies)).toHaveLength(COPIED.length * 3)
  for (const of of Object.values(copies)) expect(of).toHaveLength(2)
  const told = audits.map((one) => AuditRecord.parse(JSON.parse(one)))
  expect(told.map(({ action }) => action)).toEqual([
    'policy.publishing',
    'policy.published',
    'policy.publishing',
    'policy.published',
  ])
  expect(told[1]?.reason).toMatch(/card\.events 0@0 1@0 2@0, group\.facts 0@0 1@0 2@0$/)
  const current = await withPolicyLog(connection, (log) => log.read(), { logger, signal })
  expect(inForce(current)?.version).toBe(document.version)
})
