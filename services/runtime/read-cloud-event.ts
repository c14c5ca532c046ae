import type { RawRecord } from './records.ts'

/** A record of another system, out of its envelope. Attributes are as they were sent, names in lower case. */
export type Envelope =
  | {
      readonly form: 'binary' | 'structured' | 'bare'
      readonly attributes: Readonly<Record<string, string>>
      /** The data's bytes, not looked at. */
      readonly data: Buffer | null
    }
  | { readonly form: 'broken'; readonly reason: string }

const STRUCTURED = 'application/cloudevents'

/** Takes a record in any of the three forms: CloudEvents binary, structured, or JSON without an envelope. */
export function readCloudEvent({ headers, value }: Pick<RawRecord, 'headers' | 'value'>): Envelope {
  const { 'content-type': contentType, ce_specversion: version } = headers
  if (contentType?.toString().startsWith(STRUCTURED)) return readStructured(value)
  if (!version) return { form: 'bare', attributes: {}, data: value }
  const attributes: Record<string, string> = {}
  for (const [name, content] of Object.entries(headers)) {
    if (name.startsWith('ce_')) attributes[name.slice(3).toLowerCase()] = content.toString()
  }
  return { form: 'binary', attributes, data: value }
}

function readStructured(value: Buffer | null): Envelope {
  const event = parseObject(value)
  if (!event) return { form: 'broken', reason: 'The structured CloudEvent is not a JSON object' }
  const { data = null, data_base64: base64, ...rest } = event
  const attributes: Record<string, string> = {}
  for (const [name, content] of Object.entries(rest)) attributes[name] = String(content)
  if (typeof base64 === 'string') {
    return { form: 'structured', attributes, data: Buffer.from(base64, 'base64') }
  }
  return { form: 'structured', attributes, data: Buffer.from(JSON.stringify(data)) }
}

function parseObject(value: Buffer | null): Record<string, unknown> | null {
  try {
    const parsed: unknown = JSON.parse(value?.toString() ?? '')
    const isObject = typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
    return isObject ? (parsed as Record<string, unknown>) : null
  } catch {
    return null
  }
}
