/** What a broken-off connection or a changing group looks like, where kafkajs says "not retriable". */
const OUTAGES = new Set([
  'KafkaJSGroupCoordinatorNotFound',
  'KafkaJSBrokerNotFound',
  'KafkaJSNoBrokerAvailableError',
  'KafkaJSTopicMetadataNotLoaded',
  'KafkaJSRequestTimeoutError',
])

const GROUP_CHANGES = new Set([
  'ILLEGAL_GENERATION',
  'UNKNOWN_MEMBER_ID',
  'REBALANCE_IN_PROGRESS',
  'NOT_COORDINATOR_FOR_GROUP',
])

/** True for an outage or a rebalance, which passes; false for a refusal or a bug, which stays. */
export function isTransient(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (OUTAGES.has(cause.name)) return true
    if ('type' in cause && GROUP_CHANGES.has(String(cause.type))) return true
    if (!(cause.cause instanceof Error)) return 'retriable' in cause && cause.retriable === true
  }
  return false
}
