/** One Kafka topic of the system. */
export interface Topic {
  readonly name: string
  /** What its records are keyed by; null: no key. */
  readonly key: string | null
  /** Fixed for the topic's life: the key decides the partition. */
  readonly partitions: number
  /** How long records are kept; -1: without limit. */
  readonly retentionMs: number
  readonly cleanupPolicy: 'delete' | 'compact'
  /** Greatest record the broker takes, bytes. */
  readonly maxMessageBytes: number
  /** Who stamps a record: the broker, so that forged clocks are seen, or the writer. */
  readonly timestampType: 'LogAppendTime' | 'CreateTime'
}

const DAY_MS = 86_400_000
const MIB = 1_048_576

/** Feeds and dead letters take what a carrier may send by mistake; all else is ours. */
const FEED_BYTES = 8 * MIB
/** Room for the headers that say why a record is a dead letter. */
const HEADER_BYTES = 65_536

const KEY_GROUPS = 16

/** Every topic once. Names are fixed by the contracts. */
export const TOPICS = [
  topic('carrier.usage', 'iccid', { maxMessageBytes: FEED_BYTES }),
  topic('carrier.profiles', 'iccid', {
    cleanupPolicy: 'compact',
    retentionMs: -1,
    maxMessageBytes: FEED_BYTES,
  }),
  topic('card.events', 'iccid', { timestampType: 'LogAppendTime' }),
  topic('card.profiles', 'iccid', { cleanupPolicy: 'compact', retentionMs: -1 }),
  topic('group.facts', 'group', { timestampType: 'LogAppendTime' }),
  topic('card.alerts', 'iccid or group', {}),
  topic('enforcement.events', 'tenant', {
    partitions: 1,
    retentionMs: -1,
    timestampType: 'LogAppendTime',
  }),
  topic('card.commands', 'iccid', {}),
  topic('card.command-results', 'iccid', {}),
  topic('dead.letters', null, { maxMessageBytes: FEED_BYTES + HEADER_BYTES }),
  topic('alert.actions', 'alertId', { retentionMs: -1 }),
  topic('audit.log', 'tenant', { retentionMs: -1 }),
] as const satisfies readonly Topic[]

export type TopicName = (typeof TOPICS)[number]['name']

function topic<const Name extends string>(
  name: Name,
  key: string | null,
  settings: Partial<Topic>,
): Topic & { readonly name: Name } {
  return {
    partitions: KEY_GROUPS,
    retentionMs: 7 * DAY_MS,
    cleanupPolicy: 'delete',
    maxMessageBytes: MIB,
    timestampType: 'CreateTime',
    ...settings,
    name,
    key,
  }
}
