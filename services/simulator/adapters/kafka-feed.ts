import type { Producer } from '#runtime/kafka-producer.ts'
import type { OutgoingRecord } from '#runtime/records.ts'
import type { FeedOutput } from '../ports.ts'

/**
 * The carriers' topics. A record's time stamp is the feed's own now, which drives the clock of those
 * that read with CLOCK=feed; its event time is earlier, sometimes by hours.
 */
export function kafkaFeed(producer: Producer): FeedOutput {
  async function send(topic: string, records: readonly OutgoingRecord[]): Promise<void> {
    const refused = await producer.send(topic, records)
    if (refused.length === 0) return
    // None of them may be counted, and no later try can make them fit.
    throw new Error(`Kafka refused ${refused.length} records of ${topic}: ${refused[0]?.reason}`)
  }

  return {
    sendProfiles: (profiles) =>
      send(
        'carrier.profiles',
        profiles.map(({ profile, at }) => record(profile.iccid, profile, at)),
      ),
    sendUsage: (usage) =>
      send(
        'carrier.usage',
        usage.map(({ usage: body, at }) => record(body.iccid, body, at)),
      ),
  }
}

function record(key: string, body: unknown, timestamp: number): OutgoingRecord {
  return { key, value: JSON.stringify(body), timestamp }
}
