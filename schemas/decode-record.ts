import type { z } from 'zod'

/** Why bytes are no record: `decode` not JSON, `schema` not of the contract, `oversize` too long. */
export type DecodeFailure = 'decode' | 'schema' | 'oversize'

export type Decoded<Value> =
  | { readonly status: 'ok'; readonly value: Value }
  | { readonly status: 'bad'; readonly class: DecodeFailure; readonly reason: string }

/** Greatest record of our own topics, bytes. */
export const MOST_RECORD_BYTES = 1_048_576

/**
 * Bytes to a record of the contract, or the reason why not. The reason names fields and types,
 * never a value: it goes into headers and logs.
 */
export function decodeRecord<Schema extends z.ZodType>(
  schema: Schema,
  bytes: Uint8Array | string | null,
): Decoded<z.infer<Schema>> {
  if (bytes === null) return bad('decode', 'the record has no value')
  if (bytes.length > MOST_RECORD_BYTES) {
    return bad('oversize', `${bytes.length} bytes, above the limit of ${MOST_RECORD_BYTES}`)
  }
  const json = parseJson(typeof bytes === 'string' ? bytes : utf8.decode(bytes))
  if (json.status === 'bad') return json
  const parsed = schema.safeParse(json.value)
  if (parsed.success) return { status: 'ok', value: parsed.data }
  return bad('schema', explain(parsed.error))
}

const utf8 = new TextDecoder()

function parseJson(text: string): Decoded<unknown> {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return bad('decode', 'not JSON')
  }
  const mayHide = text.includes('__proto__') || text.includes('\\u')
  if (mayHide && hasPrototypeKey(value)) return bad('schema', 'a field is named __proto__')
  return { status: 'ok', value }
}

/** Looks at every object, without recursion: a record may be nested a hundred thousand deep. */
function hasPrototypeKey(root: unknown): boolean {
  const open = [root]
  while (open.length > 0) {
    const value = open.pop()
    if (typeof value !== 'object' || value === null) continue
    if (Object.hasOwn(value, '__proto__')) return true
    for (const child of Object.values(value)) open.push(child)
  }
  return false
}

function explain(error: z.ZodError): string {
  return error.issues
    .slice(0, 5)
    .map(({ path, message }) => (path.length > 0 ? `${path.join('.')}: ${message}` : message))
    .join('; ')
}

function bad(kind: DecodeFailure, reason: string): Decoded<never> {
  return { status: 'bad', class: kind, reason }
}
