import type { OutgoingRecord } from './records.ts'

export interface TopicRecords {
  readonly topic: string
  readonly records: readonly OutgoingRecord[]
}

/** Below a topic's usual limit of 1 MiB, so that a request of many records is never refused for its size. */
const MAX_REQUEST_BYTES = 900_000

/** What Kafka's format adds to a record, at most, beside its key, value and headers. */
const RECORD_OVERHEAD_BYTES = 40

/** Size of a record on the wire before compression, bytes; an upper bound. */
export function sizeOf({ key, value, headers = {} }: OutgoingRecord): number {
  let sizeBytes = RECORD_OVERHEAD_BYTES + bytesOf(key) + bytesOf(value)
  for (const [name, content] of Object.entries(headers)) {
    sizeBytes += 10 + Buffer.byteLength(name) + bytesOf(content)
  }
  return sizeBytes
}

function bytesOf(content: string | Buffer | null): number {
  if (content === null) return 0
  return typeof content === 'string' ? Buffer.byteLength(content) : content.length
}

/** Cuts a batch into requests below the limit, in order. A record above it travels alone. */
export function cutIntoRequests(
  batch: readonly TopicRecords[],
  maxBytes = MAX_REQUEST_BYTES,
): TopicRecords[][] {
  const requests: Map<string, OutgoingRecord[]>[] = []
  let current = new Map<string, OutgoingRecord[]>()
  let currentBytes = 0
  for (const { topic, records } of batch) {
    for (const record of records) {
      const sizeBytes = sizeOf(record)
      if (current.size > 0 && currentBytes + sizeBytes > maxBytes) {
        requests.push(current)
        current = new Map()
        currentBytes = 0
      }
      const ofTopic = current.get(topic)
      if (ofTopic) ofTopic.push(record)
      else current.set(topic, [record])
      currentBytes += sizeBytes
    }
  }
  if (current.size > 0) requests.push(current)
  return requests.map((request) => Array.from(request, ([topic, records]) => ({ topic, records })))
}
