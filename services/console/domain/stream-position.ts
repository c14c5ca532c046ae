/** Where a reader stands: the next offset of each partition, by topic. */
export type Position = Readonly<Record<string, readonly number[]>>

const BASE = 36

/** As the id of an event: short, and fit for a header and a URL. Topics stand in the given order. */
export function formatPosition(position: Position, topics: readonly string[]): string {
  return topics
    .map((topic) => (position[topic] ?? []).map((offset) => offset.toString(BASE)).join('.'))
    .join('~')
}

/** The way back; null for what this process cannot have written. */
export function parsePosition(text: string, topics: readonly string[]): Position | null {
  const parts = text.split('~')
  if (parts.length !== topics.length) return null
  const entries = topics.map((topic, index) => [topic, parseOffsets(parts[index] ?? '')] as const)
  if (entries.some(([, offsets]) => offsets === null)) return null
  return Object.fromEntries(entries.map(([topic, offsets]) => [topic, offsets ?? []]))
}

function parseOffsets(text: string): number[] | null {
  if (text === '') return []
  const offsets = text.split('.')
  if (!offsets.every((offset) => /^[0-9a-z]{1,10}$/.test(offset))) return null
  return offsets.map((offset) => Number.parseInt(offset, BASE))
}
