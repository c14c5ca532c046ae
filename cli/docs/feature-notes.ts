import { wordsOf } from './doc-comment.ts'

/** What the source says of a measure beside its data. */
export interface FeatureNote {
  /** Its comment; empty: none. */
  readonly words: string
  /** Which records count, as code; empty: all. */
  readonly filter: string
  /** Which records take one off; empty: none. */
  readonly minus: string
}

/**
 * The notes of the measures that a file of `features/` declares. The source is read, since a function
 * does not remember its comment; the formatter sees to it that all are written alike.
 */
export function featureNotes(text: string): ReadonlyMap<string, FeatureNote> {
  const notes = new Map<string, FeatureNote>()
  let words = ''
  for (const block of text.split(/\n(?= {2}(?:\/\*\*|\w+: ))/)) {
    const name = /^ {2}(\w+): /.exec(block)?.[1]
    if (name) {
      const filter = expressionIn(block, 'of')
      notes.set(name, { words, filter, minus: expressionIn(block, 'minus') })
    }
    words = block.startsWith('  /**') ? wordsOf(block) : ''
  }
  return notes
}

/** The functions that filters go by, such as `isCallOut`, with what they give. */
export function namedFilters(text: string): ReadonlyMap<string, string> {
  const all = text.matchAll(
    /^(?:export )?function (\w+)\([^)]*\): boolean \{\n {2}return (.+)\n\}/gm,
  )
  return new Map([...all].map(([, name = '', expression = '']) => [name, expression]))
}

function expressionIn(block: string, key: 'of' | 'minus'): string {
  const found = new RegExp(`\\b${key}: ([^'\\[][\\s\\S]*?),\\s+(?:windows|amount|member|minus):`)
  const code = found.exec(block)?.[1] ?? ''
  const expression = code.replace(/^\([^)]*\) =>/, '').replaceAll('fact.', '')
  const line = expression.replaceAll(/\s+/g, ' ').trim()
  return line === 'true' ? '' : line
}
