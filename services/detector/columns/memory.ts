/** Words of a page: 4 MiB. No block is larger. */
const PAGE_BITS = 20
const PAGE_WORDS = 1 << PAGE_BITS
const PAGE_MASK = PAGE_WORDS - 1

/** The same bytes as words and as doubles. */
export interface Page {
  readonly words: Int32Array
  readonly doubles: Float64Array
}

/**
 * Blocks of 32-bit words in pages of typed arrays, which the garbage collector does not look into.
 * An address is a word's number; blocks begin at even words, so doubles fit. Sizes are a few classes
 * with a quarter between one and the next, and what is given back is used again by its class.
 */
export class Memory {
  readonly #pages: Page[] = []
  readonly #free: number[][] = []
  #next = PAGE_WORDS
  #end = 0
  #usedWords = 0

  constructor() {
    // Address 0 stays unused: it stands for "no block".
    this.#addPage()
    this.#next = 8
  }

  /** Words in use, in blocks of whole classes. */
  get usedWords(): number {
    return this.#usedWords
  }

  /** Words that were taken from the system. */
  get reservedWords(): number {
    return this.#pages.length * PAGE_WORDS
  }

  /** A block of zeros with at least so many words: how many, `capacityOf` tells. */
  allocate(words: number): number {
    const sizeClass = classOf(words)
    const size = sizeOf(sizeClass)
    this.#usedWords += size
    const again = this.#free[sizeClass]?.pop()
    const address = again ?? this.#fresh(size)
    if (again !== undefined) this.clear(address, size)
    return address
  }

  /** Gives a block back. `words` is what it was asked for, or any number of the same class. */
  free(address: number, words: number): void {
    const sizeClass = classOf(words)
    this.#usedWords -= sizeOf(sizeClass)
    const list = this.#free[sizeClass]
    if (list) list.push(address)
    else this.#free[sizeClass] = [address]
  }

  /** Gives the block of a list back, whose first word is its capacity; 0 is none. */
  freeList(address: number): void {
    if (address !== 0) this.free(address, this.pageOf(address).words[address & PAGE_MASK] ?? 0)
  }

  pageOf(address: number): Page {
    return this.#pages[address >>> PAGE_BITS] as Page
  }

  clear(address: number, words: number): void {
    const from = address & PAGE_MASK
    this.pageOf(address).words.fill(0, from, from + words)
  }

  /** Copies words from one block to another. */
  copy(from: number, to: number, words: number): void {
    const start = from & PAGE_MASK
    const source = this.pageOf(from).words.subarray(start, start + words)
    this.pageOf(to).words.set(source, to & PAGE_MASK)
  }

  #fresh(size: number): number {
    if (this.#next + size > this.#end) {
      this.#addPage()
      this.#next = this.#end - PAGE_WORDS
    }
    const address = this.#next
    this.#next += size
    return address
  }

  #addPage(): void {
    const buffer = new ArrayBuffer(PAGE_WORDS * 4)
    this.#pages.push({ words: new Int32Array(buffer), doubles: new Float64Array(buffer) })
    this.#end = this.#pages.length * PAGE_WORDS
  }
}

/** Where a block begins within its page. */
export function wordIn(address: number): number {
  return address & PAGE_MASK
}

/** Words that a block really has, which was asked to have so many. */
export function capacityOf(words: number): number {
  return sizeOf(classOf(words))
}

/** Four classes to each doubling, from 8 words on: 8 10 12 14 16 20 24 28 32 … */
const SIZES = sizes()

function sizes(): number[] {
  const all: number[] = []
  for (let base = 8; base <= PAGE_WORDS / 2; base *= 2) {
    for (let quarter = 0; quarter < 4; quarter += 1) all.push(base + (quarter * base) / 4)
  }
  return [...all, PAGE_WORDS]
}

function sizeOf(sizeClass: number): number {
  return SIZES[sizeClass] ?? 0
}

function classOf(words: number): number {
  if (words <= 8) return 0
  if (words > PAGE_WORDS) throw new Error(`Cannot hold a block of ${words} words`)
  const doubling = 28 - Math.clz32(words - 1)
  const base = 8 << doubling
  const quarter = Math.ceil(((words - base) * 4) / base)
  return doubling * 4 + quarter
}
