/** Beyond a third of its letters a word was hardly meant as the other. Ours. */
const MOST_OF_WORD = 1 / 3

/** The name that a misspelt one was probably meant as; undefined: none is near. */
export function nearestName(word: string, names: Iterable<string>): string | undefined {
  let nearest: string | undefined
  let least = Math.max(1, Math.floor(word.length * MOST_OF_WORD)) + 1
  for (const name of names) {
    const distance = editDistance(word.toLowerCase(), name.toLowerCase())
    if (distance < least) {
      nearest = name
      least = distance
    }
  }
  return nearest
}

/** How many letters must be put in, left out, replaced, or swapped with the next. */
export function editDistance(one: string, other: string): number {
  let earlier: readonly number[] = []
  let before = Array.from({ length: other.length + 1 }, (_, j) => j)
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i]
    for (let j = 1; j <= other.length; j += 1) {
      const differs = one[i - 1] === other[j - 1] ? 0 : 1
      const cheapest = Math.min(
        (before[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (before[j - 1] ?? 0) + differs,
      )
      const isSwap = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]
      row.push(isSwap ? Math.min(cheapest, (earlier[j - 2] ?? 0) + 1) : cheapest)
    }
    earlier = before
    before = row
  }
  return before[other.length] ?? 0
}
