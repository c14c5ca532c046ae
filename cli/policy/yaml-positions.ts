import { type Document, isAlias, isMap, isScalar, isSeq, type LineCounter, type Node } from 'yaml'
import type { PolicyPath } from '../../services/detector/policy/policy-fault.ts'

/** In a text, both from 1. */
export interface Position {
  readonly line: number
  readonly column: number
}

/** Where an entry's name stands, and its value. */
interface Entry {
  readonly name: Position
  readonly value: Position
}

/** Where the values of a YAML document stand, by their JSON path. */
export class YamlPositions {
  readonly #entries = new Map<string, Entry>()
  readonly #yaml: Document
  readonly #lines: LineCounter

  constructor(yaml: Document, lines: LineCounter) {
    this.#yaml = yaml
    this.#lines = lines
    this.#note(yaml.contents as Node | null, [], this.#at(yaml.contents))
  }

  /** Of the nearest entry on the way to a path. `name`: of its name, where it has one. */
  of(path: PolicyPath, about: 'name' | 'value'): Position {
    for (let depth = path.length; depth >= 0; depth -= 1) {
      const entry = this.#entries.get(JSON.stringify(path.slice(0, depth)))
      if (entry) return depth === path.length ? entry[about] : entry.name
    }
    return { line: 1, column: 1 }
  }

  /** A mapping begins at its name: below it, on the next line, its first entry would be blamed. */
  #note(node: unknown, path: PolicyPath, name: Position): void {
    const value = isScalar(node) || isSeq(node) ? this.#at(node) : name
    this.#entries.set(JSON.stringify(path), { name, value })
    const target = isAlias(node) ? node.resolve(this.#yaml) : node
    if (isMap(target)) {
      for (const { key, value: below } of target.items) {
        this.#note(below, [...path, String(isScalar(key) ? key.value : key)], this.#at(key))
      }
    }
    if (!isSeq(target)) return
    for (const [index, item] of target.items.entries()) {
      this.#note(item, [...path, index], this.#at(item))
    }
  }

  #at(node: unknown): Position {
    const range = (node as Node | null)?.range
    if (!range) return { line: 1, column: 1 }
    const { line, col } = this.#lines.linePos(range[0])
    return { line, column: col }
  }
}
