import { expect, test } from 'vitest'
import type { RefusedRecord } from './kafka-producer.ts'
import type { OutgoingRecord } from './records.ts'
import { SendQueue } from './send-queue.ts'
import type { TopicRecords } from './send-requests.ts'

const record = (value: string): OutgoingRecord => ({ key: null, value })
const to = (...values: string[]): TopicRecords[] => [{ topic: 't', records: values.map(record) }]

/** A broker whose answers the test gives, request by request. */
function setUp() {
  const requests: { values: string[]; answer: PromiseWithResolvers<readonly RefusedRecord[]> }[] =
    []
  const asked = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const queue = new SendQueue((batch) => {
    const values = batch.flatMap(({ records }) => records.map(({ value }) => String(value)))
    const answer = Promise.withResolvers<readonly RefusedRecord[]>()
    asked[requests.push({ values, answer }) - 1]?.resolve()
    return answer.promise
  })
  return { queue, requests, asked }
}

test('what is sent in one turn, or while a request is under way, goes out together, in order', async () => {
  const { queue, requests, asked } = setUp()
  const sent = [queue.send(to('a')), queue.send(to('b', 'c'))]
  await asked[0]?.promise
  sent.push(queue.send(to('d')), queue.send(to('e')))
  requests[0]?.answer.resolve([])
  await asked[1]?.promise
  requests[1]?.answer.resolve([])
  expect(await Promise.all(sent)).toEqual([[], [], [], []])
  expect(requests.map(({ values }) => values)).toEqual([
    ['a', 'b', 'c'],
    ['d', 'e'],
  ])
})

test('each caller hears of its own refused records only', async () => {
  const { queue, requests, asked } = setUp()
  const batch = to('bad')
  const [one, other] = [queue.send(batch), queue.send(to('good'))]
  await asked[0]?.promise
  const [culprit] = batch[0]?.records ?? []
  if (!culprit) throw new Error('no record')
  const refusal: RefusedRecord = { topic: 't', record: culprit, reason: 'too-large', sizeBytes: 1 }
  requests[0]?.answer.resolve([refusal])
  expect(await one).toEqual([refusal])
  expect(await other).toEqual([])
})

test('one that gives up while it waits is not sent, and the others are', async () => {
  const { queue, requests, asked } = setUp()
  const first = queue.send(to('a'))
  await asked[0]?.promise
  const giveUp = new AbortController()
  const given = queue.send(to('b'), giveUp.signal)
  const kept = queue.send(to('c'))
  giveUp.abort(new Error('enough'))
  await expect(given).rejects.toThrow('enough')
  requests[0]?.answer.resolve([])
  await asked[1]?.promise
  requests[1]?.answer.resolve([])
  await Promise.all([first, kept])
  expect(requests[1]?.values).toEqual(['c'])
})

test('when the producer stops, all that wait hear of it', async () => {
  const { queue, requests, asked } = setUp()
  const sent = Promise.allSettled([queue.send(to('a')), queue.send(to('b'))])
  await asked[0]?.promise
  requests[0]?.answer.reject(new Error('stopped'))
  expect((await sent).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
})
