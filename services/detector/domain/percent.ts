/** A share in words, rounded down: `83 %`. */
export function percent(ratio: number): string {
  return `${Math.floor(ratio * 100)} %`
}
