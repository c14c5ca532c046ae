const MAP = '~map'
const SET = '~set'

/** Plain data with maps and sets to text: the same data give the same text. */
export function encodeState(state: unknown): string {
  return JSON.stringify(plain(state))
}

/** Plain data, maps and sets only: no `toJSON` is asked. Walks by itself as well. */
function plain(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (value instanceof Map) return { [MAP]: Array.from(value, plainEntry) }
  if (value instanceof Set) return { [SET]: Array.from(value, plain) }
  if (Array.isArray(value)) return value.map(plain)
  const fields = value as Record<string, unknown>
  const copy: Record<string, unknown> = {}
  for (const key of Object.keys(fields)) copy[key] = plain(fields[key])
  return copy
}

function plainEntry([key, value]: readonly [unknown, unknown]): unknown[] {
  return [plain(key), plain(value)]
}

/** The way back. The caller knows what it wrote. */
export function decodeState<State>(text: string): State {
  return revive(JSON.parse(text)) as State
}

/** Walks by itself: a reviver function is called for every number as well, and takes three times as long. */
function revive(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(revive)
  const fields = value as Record<string, unknown>
  if (Array.isArray(fields[MAP])) return new Map(fields[MAP].map(revive) as [unknown, unknown][])
  if (Array.isArray(fields[SET])) return new Set(fields[SET].map(revive))
  for (const key of Object.keys(fields)) {
    const child = fields[key]
    if (typeof child === 'object') fields[key] = revive(child)
  }
  return fields
}
