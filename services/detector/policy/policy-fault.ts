/** From the document's root to a value of it, as zod tells it. */
export type PolicyPath = readonly (string | number)[]

/** One thing that is wrong with a policy. */
export interface PolicyFault {
  readonly path: PolicyPath
  /** What, and what to do; a phrase without the path. */
  readonly words: string
  /** Whether the last name of the path itself is wrong, or what stands there. */
  readonly about: 'name' | 'value'
  /** The name that was probably meant. */
  readonly suggestion?: string
}

/** `detectors.call-rat: there is no such detector; did you mean call-rate?` */
export function tellFault({ path, words, suggestion }: PolicyFault): string {
  const place = path.length > 0 ? path.join('.') : 'policy'
  const hint = suggestion === undefined ? '' : `; did you mean ${suggestion}?`
  return `${place}: ${words}${hint}`
}

/** Each once: what is wrong for all classes is wrong in one place. */
export function withoutRepeats(faults: readonly PolicyFault[]): readonly PolicyFault[] {
  const told = new Map(faults.map((fault) => [tellFault(fault), fault] as const))
  return [...told.values()]
}
