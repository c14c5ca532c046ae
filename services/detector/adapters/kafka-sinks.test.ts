import { expect, test } from 'vitest'
import type { DeadLetters } from '#runtime/dead-letter.ts'
import type { Producer } from '#runtime/kafka-producer.ts'
import type { OutgoingRecord } from '#runtime/records.ts'
import type { NewFact } from '#schemas/group-fact.ts'
import { memberFact } from '../../../test/support/group-builders.ts'
import { kafkaSinks } from './kafka-sinks.ts'

const { ver: _, ...member } = memberFact()
const fact = { type: 'fact', fact: member as unknown as NewFact, offset: 7n } as const
const going = new AbortController().signal

function sinksWith(countFactPartitions: (signal: AbortSignal) => Promise<number>) {
  const sent: OutgoingRecord[] = []
  const producer = {
    send: async (_topic: string, records: readonly OutgoingRecord[]) => {
      sent.push(...records)
      return []
    },
  } as unknown as Producer
  const deadLetters = {} as DeadLetters
  const told = { onAlerts: () => {}, onProposals: () => {} }
  const place = { topic: 'card.events', topicEpoch: 1 }
  return {
    sent,
    sinks: kafkaSinks({ ...place, ...told, producer, deadLetters, countFactPartitions }),
  }
}

test('asks once how many partitions there are for facts', async () => {
  let asked = 0
  const { sinks, sent } = sinksWith(async () => {
    asked += 1
    return 4
  })
  await sinks.sendFacts([fact], going)
  await sinks.sendFacts([fact], going)
  expect(asked).toBe(1)
  expect(sent).toHaveLength(2)
})

test('waits for the answer no longer than it may', async () => {
  const { sinks, sent } = sinksWith(
    (signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason))
      }),
  )
  const group = new AbortController()
  const sending = sinks.sendFacts([fact], group.signal)
  group.abort(new Error('The group is changing'))
  await expect(sending).rejects.toThrow('The group is changing')
  expect(sent).toEqual([])
})
