/** The middle of some numbers; of an even count the mean of the two in the middle; of none 0. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length / 2
  const low = sorted[Math.ceil(middle) - 1] ?? 0
  const high = sorted[Math.floor(middle)] ?? 0
  return (low + high) / 2
}

/** How far the values lie from their median: 1.4826 · MAD, as of a normal distribution the deviation. */
export function spreadOf(values: readonly number[]): number {
  const center = median(values)
  return 1.4826 * median(values.map((value) => Math.abs(value - center)))
}
