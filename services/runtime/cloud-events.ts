/** What a CloudEvent says about its data, as far as we write and read it. Times are epoch milliseconds. */
export interface CloudEvent {
  /** `simwarden.<thing>.<verb>.v1`. */
  readonly type: string
  /** Unique with its source, and derived: a record sent twice has the same. */
  readonly id: string
  /** `/simwarden/<process>`. */
  readonly source: string
  readonly time?: number
  /** The record's key. */
  readonly partitionKey?: string
  readonly subject?: string
  readonly correlationId?: string
  readonly causationId?: string
  readonly expiryTime?: number
  readonly severity?: keyof typeof SEVERITIES
}

/** Severities in the words and numbers of OpenTelemetry. */
const SEVERITIES = {
  low: { text: 'INFO', number: '9' },
  medium: { text: 'WARN', number: '13' },
  high: { text: 'ERROR', number: '17' },
  critical: { text: 'FATAL', number: '21' },
} as const

/** The headers of CloudEvents 1.0 in Kafka's binary mode: the value is then the data itself, as JSON. */
export function cloudEventHeaders(event: CloudEvent): Record<string, string> {
  const severity = event.severity && SEVERITIES[event.severity]
  const attributes = {
    specversion: '1.0',
    type: event.type,
    id: event.id,
    source: event.source,
    time: toRfc3339(event.time),
    partitionkey: event.partitionKey,
    subject: event.subject,
    correlationid: event.correlationId,
    causationid: event.causationId,
    expirytime: toRfc3339(event.expiryTime),
    severitytext: severity?.text,
    severitynumber: severity?.number,
    dataclassification: 'confidential',
    dataregulation: 'PIPL',
  }
  const headers: Record<string, string> = { 'content-type': 'application/json' }
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== undefined) headers[`ce_${name}`] = value
  }
  return headers
}

function toRfc3339(time: number | undefined): string | undefined {
  return time === undefined ? undefined : new Date(time).toISOString()
}
