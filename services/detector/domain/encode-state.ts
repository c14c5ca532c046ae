const MAP = '~map'
const SET = '~set'

/** Plain data with maps and sets to text: the same data give the same text. */
export function encodeState(state: unknown): string {
  return JSON.stringify(state, (_key, value) => {
    if (value instanceof Map) return { [MAP]: [...value] }
    if (value instanceof Set) return { [SET]: [...value] }
    return value
  })
}

/** The way back. The caller knows what it wrote. */
export function decodeState<State>(text: string): State {
  return JSON.parse(text, (_key, value) => {
    if (typeof value !== 'object' || value === null) return value
    if (Array.isArray(value[MAP])) return new Map(value[MAP])
    if (Array.isArray(value[SET])) return new Set(value[SET])
    return value
  })
}
