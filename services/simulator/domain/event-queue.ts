interface Entry<Item> {
  readonly at: number
  readonly seq: number
  readonly item: Item
}

/** What is to happen, earliest first; of two at the same time, the one put in first. */
export class EventQueue<Item> {
  readonly #heap: Entry<Item>[] = []
  #seq = 0

  get size(): number {
    return this.#heap.length
  }

  push(at: number, item: Item): void {
    const entry = { at, seq: this.#seq, item }
    this.#seq += 1
    let index = this.#heap.length
    while (index > 0) {
      const parent = (index - 1) >> 1
      const above = this.#heap[parent]
      if (!above || isBefore(above, entry)) break
      this.#heap[index] = above
      index = parent
    }
    this.#heap[index] = entry
  }

  /** Takes the first out if its time is before `until`. */
  popBefore(until: number): { readonly at: number; readonly item: Item } | undefined {
    const first = this.#heap[0]
    if (!first || first.at >= until) return undefined
    const last = this.#heap.pop()
    if (last && last !== first) this.#sink(last)
    return first
  }

  #sink(entry: Entry<Item>): void {
    const heap = this.#heap
    let index = 0
    while (true) {
      const left = heap[2 * index + 1]
      if (!left) break
      const right = heap[2 * index + 2]
      const takesRight = right !== undefined && isBefore(right, left)
      const child = takesRight ? right : left
      if (isBefore(entry, child)) break
      heap[index] = child
      index = 2 * index + (takesRight ? 2 : 1)
    }
    heap[index] = entry
  }
}

function isBefore<Item>(left: Entry<Item>, right: Entry<Item>): boolean {
  return left.at < right.at || (left.at === right.at && left.seq < right.seq)
}
