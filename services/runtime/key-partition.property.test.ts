import fc from 'fast-check'
import kafkajs from 'kafkajs'
import { expect, test } from 'vitest'
import { partitionOfKey } from './key-partition.ts'

test('a key has the partition that kafkajs and Java give it', () => {
  const partition = kafkajs.Partitioners.DefaultPartitioner()
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.integer({ min: 1, max: 64 }), (key, count) => {
      const partitionMetadata = Array.from({ length: count }, (_, partitionId) => ({
        ...{ partitionErrorCode: 0, partitionId, leader: 0, replicas: [], isr: [] },
      }))
      const message = { key, value: null }
      const theirs = partition({ topic: 't', partitionMetadata, message })
      expect(partitionOfKey(key, count)).toBe(theirs)
    }),
    { numRuns: 2_000 },
  )
})
