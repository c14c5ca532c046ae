import { hashOf, type IccidWords } from './iccid-words.ts'

const LEAST_SLOTS = 1_024

/**
 * Cards that are in their checkpoint only: 63 bits of hash each, in a table that is a quarter to half
 * full. A card whose hash is not here was never seen. One whose hash is here may, once in ages, be
 * another: nothing is found for it then.
 */
export class EvictedCards {
  #words = new Int32Array(LEAST_SLOTS * 2)
  #count = 0

  get count(): number {
    return this.#count
  }

  has(iccid: IccidWords): boolean {
    return this.#count > 0 && this.#words[this.#placeOf(hashOf(iccid), checkOf(iccid)) + 1] !== 0
  }

  add(iccid: IccidWords): void {
    const hash = hashOf(iccid)
    const check = checkOf(iccid)
    const place = this.#placeOf(hash, check)
    if (this.#words[place + 1] !== 0) return
    this.#put(place, hash, check)
    this.#count += 1
    if (this.#count * 4 > this.#words.length) this.#widen()
  }

  delete(iccid: IccidWords): void {
    const words = this.#words
    const mask = words.length - 1
    let gap = this.#placeOf(hashOf(iccid), checkOf(iccid))
    if (words[gap + 1] === 0) return
    // Those behind it that would no longer be found move up.
    for (let at = (gap + 2) & mask; words[at + 1] !== 0; at = (at + 2) & mask) {
      const home = this.#homeOf(words[at] ?? 0)
      if (((at - home) & mask) < ((at - gap) & mask)) continue
      this.#put(gap, words[at] ?? 0, words[at + 1] ?? 0)
      gap = at
    }
    this.#put(gap, 0, 0)
    this.#count -= 1
  }

  /** Where a hash is, or where it would go: the first of two words, the second of which is never 0. */
  #placeOf(hash: number, check: number): number {
    const words = this.#words
    const mask = words.length - 1
    let place = this.#homeOf(hash)
    while (words[place + 1] !== 0 && (words[place] !== hash || words[place + 1] !== check)) {
      place = (place + 2) & mask
    }
    return place
  }

  #homeOf(hash: number): number {
    return (hash * 2) & (this.#words.length - 1)
  }

  #put(place: number, hash: number, check: number): void {
    this.#words[place] = hash
    this.#words[place + 1] = check
  }

  #widen(): void {
    const before = this.#words
    this.#words = new Int32Array(before.length * 2)
    for (let at = 0; at < before.length; at += 2) {
      const check = before[at + 1] ?? 0
      if (check === 0) continue
      const hash = before[at] ?? 0
      this.#put(this.#placeOf(hash, check), hash, check)
    }
  }
}

/** A second hash, of another form: word by word, with a turn between them. */
function checkOf({ iccidLow, iccidMiddle, iccidHigh, iccidLength }: IccidWords): number {
  const hash = mixed(mixed(mixed(iccidLength, iccidHigh), iccidMiddle), iccidLow)
  return finished(hash) | 1
}

function mixed(hash: number, word: number): number {
  let one = Math.imul(word, 0xcc9e2d51)
  one = (one << 15) | (one >>> 17)
  const turned = hash ^ Math.imul(one, 0x1b873593)
  return (Math.imul((turned << 13) | (turned >>> 19), 5) + 0xe6546b64) | 0
}

function finished(hash: number): number {
  let one = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  one = Math.imul(one ^ (one >>> 13), 0xc2b2ae35)
  return one ^ (one >>> 16)
}
