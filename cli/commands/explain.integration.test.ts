import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Alert } from '#schemas/alert.ts'
import { PolicyRecord } from '#schemas/card-event.ts'
import { Profile } from '#schemas/profile.ts'
import { Usage } from '#schemas/usage.ts'
import { alertRow } from '../../services/archiver/domain/alert-row.ts'
import { policyRow } from '../../services/archiver/domain/policy-row.ts'
import { profileRow } from '../../services/archiver/domain/profile-row.ts'
import { usageRow } from '../../services/archiver/domain/usage-row.ts'
import { bundleFacts } from '../../services/detector/adapters/bundle-facts.ts'
import { GroupPartition } from '../../services/detector/group/group-partition.ts'
import { Partition } from '../../services/detector/partition.ts'
import {
  alertsOf,
  call,
  data,
  HOUR_MS,
  ICCID,
  judgeAll,
  ordinary,
  policy,
  profile,
  SECOND_MS,
  TEN,
  times,
} from '../../test/support/builders.ts'
import { cardNumber, judgeFacts } from '../../test/support/group-builders.ts'
import { useStack } from '../../test/support/test-stack.ts'
import { readExplainArguments } from '../explain/read-arguments.ts'
import { explainAlert, explainCard } from '../explain/run-explain.ts'

const stack = useStack()
const PARTITION = 1
const OTHER_CARD = '89860012345678909999'
const rules = policy()
const contract = ordinary()
const records = [
  rules,
  contract,
  ...times(30, (n) => call({ eventTime: TEN + n * 30 * SECOND_MS, peer: `t1:p${n}` })),
  call({ iccid: OTHER_CARD, eventTime: TEN }),
  ...times(40, (n) => call({ eventTime: TEN + (30 + n) * 30 * SECOND_MS, peer: `t1:p${n}` })),
]

let database: Awaited<ReturnType<typeof stack.createDatabase>>
let log: Awaited<ReturnType<typeof stack.createTopics>>
let alert: Alert

beforeAll(async () => {
  database = await stack.createDatabase()
  log = await stack.createTopics()
  const found = alertsOf('call-rate', judgeAll(records, new Partition(PARTITION)))[0]
  if (!found) throw new Error('Cannot test: the records lead to no alert')
  alert = found
  await fillLog()
  await fillHistory()
})

const producer = stack.kafka.producer()
afterAll(() => producer.disconnect())

async function fillLog() {
  await producer.connect()
  const messages = records.map((record) => ({
    value: JSON.stringify(record),
    partition: PARTITION,
  }))
  await producer.send({ topic: `${log.prefix}card.events`, messages })
}

async function fillHistory() {
  const at = (offset: number) => ({
    partition: PARTITION,
    offset: BigInt(offset),
    ver: BigInt(offset),
    appendedAt: TEN,
  })
  const usage = records.flatMap((record, offset) => {
    return record['kind'] === 'usage' ? [usageRow(Usage.parse(record), at(offset))] : []
  })
  await insert('usage', usage)
  await insert('profiles', [profileRow(Profile.parse(contract), at(1))])
  await insert('policies', [policyRow(PolicyRecord.parse(rules), at(0))])
  await insert('alerts', [alertRow(alert)])
}

async function insert(table: string, rows: readonly object[]) {
  const values = rows.map((row) => {
    return Object.fromEntries(
      Object.entries(row).map(([name, value]) => [
        name,
        typeof value === 'bigint' ? String(value) : value,
      ]),
    )
  })
  await database.client.insert({ table, values, format: 'JSONEachRow' })
}

function environment(prefix: string) {
  return {
    KAFKA_BROKERS: stack.brokers.join(','),
    TOPIC_PREFIX: prefix,
    CLICKHOUSE_URL: stack.clickhouseUrl,
    CLICKHOUSE_DATABASE: database.name,
  }
}

async function explain(prefix = log.prefix) {
  const asked = readExplainArguments([alert.alertId, '--json'], {})
  if (asked.kind !== 'alert') throw new Error('Cannot test: an alert was asked for')
  const { code, text } = await explainAlert(asked, environment(prefix))
  const { verdict, notes, features } = JSON.parse(text)
  const steps: number = features[0].steps.length
  return { code, verdict, steps, notes: notes.map(({ en }: { en: string }) => en) }
}

const SAME = { code: 0, verdict: { status: 'same' }, steps: 61 }

test('judges the card’s part of the log again', async () => {
  expect(await explain()).toEqual({ ...SAME, notes: [] })
})

test('takes what the log no longer has from the history, and says so', async () => {
  const { prefix } = await stack.createTopics()
  const { notes, ...rest } = await explain(prefix)
  expect(rest).toEqual(SAME)
  expect(notes).toEqual([
    expect.stringMatching(
      /^the log no longer has the alert’s record; instead: usage and contracts/,
    ),
    expect.stringMatching(
      /^policy cn-default@\d+ of the alert is taken for all records before it$/,
    ),
  ])
})

test('joins the history to a log that begins later', async () => {
  const admin = stack.kafka.admin()
  await admin.connect()
  const topic = `${log.prefix}card.events`
  // Loads what the next request needs to know of the topic.
  await admin.fetchTopicOffsets(topic)
  await admin.deleteTopicRecords({ topic, partitions: [{ partition: PARTITION, offset: '20' }] })
  await admin.disconnect()
  const { notes, ...rest } = await explain()
  expect(rest).toEqual(SAME)
  expect(notes[0]).toMatch(/^the log begins only at offset 20; before it: usage and contracts/)
})

test('judges the group’s part of the log again, whose facts come in bundles with others', async () => {
  const cards = [0, 1, 2, 3]
  const bound = cards.map((n) => profile({ iccid: cardNumber(n), boundImeis: ['86012345678901'] }))
  const uses = [0, 1].flatMap((hour) =>
    cards.map((n) => {
      const imei = n === 3 ? '86088888888888' : '86099999999999'
      return data({ iccid: cardNumber(n), imei, eventTime: TEN + hour * HOUR_MS })
    }),
  )
  const facts = judgeAll([rules, ...bound, ...uses]).filter((output) => output.type === 'fact')
  const bundles = [facts.slice(0, 5), facts.slice(5)].flatMap((some) =>
    bundleFacts(some, { topicEpoch: 1, partitions: 1 }),
  )
  const values = [JSON.stringify(rules), ...bundles.map(({ value }) => String(value))]
  const messages = values.map((value) => ({ value, partition: PARTITION }))
  await producer.send({ topic: `${log.prefix}group.facts`, messages })
  const judged = judgeFacts(
    values.map((value) => JSON.parse(value)),
    new GroupPartition(PARTITION),
  )
  const [onDevice] = alertsOf('device-with-many-sims', judged)
  if (!onDevice) throw new Error('Cannot test: the facts lead to no alert')
  await insert('alerts', [alertRow(onDevice)])
  const asked = readExplainArguments([onDevice.alertId, '--json'], {})
  if (asked.kind !== 'alert') throw new Error('Cannot test: an alert was asked for')
  const { code, text } = await explainAlert(asked, environment(log.prefix))
  expect(code).toBe(0)
  const { verdict, facts: told } = JSON.parse(text)
  expect(verdict).toEqual({ status: 'same' })
  const members = told.map(({ iccid }: { iccid: string }) => iccid)
  expect(members.toSorted()).toEqual([0, 0, 1, 1, 2, 2].map(cardNumber))
})

test('knows no other alert', async () => {
  const asked = readExplainArguments(['a'.repeat(26)], {})
  if (asked.kind !== 'alert') throw new Error('Cannot test: an alert was asked for')
  expect(await explainAlert(asked, environment(log.prefix))).toMatchObject({
    code: 1,
    text: `There is no alert ${'a'.repeat(26)}: the history has none\n`,
  })
})

test('adds up the risk of a card by its alerts, as of the newest record where that is the clock', async () => {
  const asked = readExplainArguments(['--card', ICCID, '--json'], {})
  if (asked.kind !== 'card') throw new Error('Cannot test: a card was asked for')
  const { text } = await explainCard(asked, { ...environment(log.prefix), CLOCK: 'feed' })
  const { risk } = JSON.parse(text)
  expect(risk.live.terms).toMatchObject([{ family: 'calling', alertId: alert.alertId }])
  expect(risk.live.score).toBeCloseTo(0.6 * alert.score, 3)
})
