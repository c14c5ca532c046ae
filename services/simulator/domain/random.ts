/**
 * Chance that can be repeated: sfc32, seeded by a text. The same text gives the same draws on every
 * machine, and two texts give draws that have nothing to do with each other.
 */
export class Random {
  #a = 0
  #b = 0
  #c = 0
  #counter = 1

  constructor(seed: string) {
    const words = hashWords(seed)
    this.#a = words[0]
    this.#b = words[1]
    this.#c = words[2]
    for (let round = 0; round < WARM_UP_ROUNDS; round += 1) this.next()
  }

  /** From 0 to below 1. */
  next(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0
    this.#counter = (this.#counter + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0
    return (sum >>> 0) / 2 ** 32
  }

  /** A whole number from 0 to below `limit`. */
  below(limit: number): number {
    return Math.floor(this.next() * limit)
  }

  /** A whole number from `least` to `greatest`, both included. */
  between(least: number, greatest: number): number {
    return least + this.below(greatest - least + 1)
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }

  /** One of the choices; they must not be empty. */
  pick<Choice>(choices: readonly [Choice, ...Choice[]]): Choice {
    return choices[this.below(choices.length)] ?? choices[0]
  }

  exponential(mean: number): number {
    return -Math.log(1 - this.next()) * mean
  }

  /** Heavy to the right: half of the draws are below `median`. */
  logNormal(median: number, sigma: number): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.next()))
    return median * Math.exp(sigma * radius * Math.cos(2 * Math.PI * this.next()))
  }
}

/** sfc32 needs a few rounds until close seeds have parted. */
const WARM_UP_ROUNDS = 12

/** Three words by FNV-1a over the text, each begun differently. */
function hashWords(text: string): [number, number, number] {
  return [hashWord(text, 0x811c9dc5), hashWord(text, 0x9e3779b9), hashWord(text, 0x85ebca6b)]
}

function hashWord(text: string, start: number): number {
  let word = start
  for (let index = 0; index < text.length; index += 1) {
    word = Math.imul(word ^ text.charCodeAt(index), 0x01000193)
    word ^= word >>> 13
  }
  return word
}
