// node --max-semi-space-size=64 kafkajs-json-parse.ts BROKERS TOPIC GROUP RECORDS
// kafkajs as it comes, each record parsed, nothing kept: what a detector would be that detects nothing.
// Each partition is read again and again until RECORDS were read: a fast program needs more of them than
// a slow one before it is warm.
import { Kafka, logLevel } from 'kafkajs'
import type { ChildFigures } from '../child.ts'

const MAX_BYTES_PER_PARTITION = 4 * 1_048_576

const [brokers = '', topic = '', groupId = '', records = ''] = process.argv.slice(2)
const kafka = new Kafka({ brokers: brokers.split(','), logLevel: logLevel.NOTHING })
const consumer = kafka.consumer({ groupId, maxBytesPerPartition: MAX_BYTES_PER_PARTITION })
const done = Promise.withResolvers<ChildFigures>()
let startedAtMs = 0
let before = process.cpuUsage()
let read = 0
let usage = 0

process.once('disconnect', () => process.exit(1))
consumer.on(consumer.events.CRASH, ({ payload }) => done.reject(payload.error))
// Nothing has been fetched yet.
consumer.on(consumer.events.GROUP_JOIN, () => {
  startedAtMs = performance.now()
  before = process.cpuUsage()
})

await consumer.connect()
await consumer.subscribe({ topic, fromBeginning: true })
await consumer.run({
  async eachBatch({ batch }) {
    const { messages, partition, highWatermark } = batch
    for (const { value } of messages) {
      if (value && JSON.parse(value.toString('latin1')).kind === 'usage') usage += 1
    }
    read += messages.length
    const isEnd = BigInt(batch.lastOffset()) + 1n === BigInt(highWatermark)
    if (isEnd) consumer.seek({ topic, partition, offset: '0' })
    if (read >= Number(records)) done.resolve(figuresNow())
  },
})
const figures = await done.promise
await consumer.disconnect()
process.stdout.write(`${usage}\n`)
process.send?.(figures, () => process.exit())

function figuresNow(): ChildFigures {
  const { user, system } = process.cpuUsage(before)
  return {
    wallSeconds: (performance.now() - startedAtMs) / 1_000,
    cpuSeconds: (user + system) / 1_000_000,
    peakRssBytes: process.resourceUsage().maxRSS * 1_024,
  }
}
