import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cutIntoRequests, sizeOf, type TopicRecords } from './send-requests.ts'

const record = fc.record({
  key: fc.option(fc.string({ maxLength: 5 })),
  value: fc.option(fc.string({ maxLength: 200 })),
})
const batch = fc.array(
  fc.record({ topic: fc.constantFrom('a', 'b', 'c'), records: fc.array(record) }),
)

function flat(requests: readonly TopicRecords[], topic: string) {
  return requests.flatMap((part) => (part.topic === topic ? part.records : []))
}

describe('cutIntoRequests', () => {
  it('keeps every record, in the order of its topic', () => {
    fc.assert(
      fc.property(batch, (records) => {
        const sent = cutIntoRequests(records, 500).flat()
        for (const topic of ['a', 'b', 'c']) {
          expect(flat(sent, topic)).toEqual(flat(records, topic))
        }
      }),
    )
  })

  it('stays below the limit, except with a single record', () => {
    fc.assert(
      fc.property(batch, (records) => {
        for (const request of cutIntoRequests(records, 300)) {
          const all = request.flatMap((part) => part.records)
          const sizeBytes = all.reduce((sum, one) => sum + sizeOf(one), 0)
          expect(all.length === 1 || sizeBytes <= 300).toBe(true)
          expect(all.length).toBeGreaterThan(0)
        }
      }),
    )
  })

  it('makes nothing of nothing', () => {
    expect(cutIntoRequests([{ topic: 'a', records: [] }])).toEqual([])
  })
})
