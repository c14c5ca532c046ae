/** A copy with room for a place, twice as long or more. */
export function wider<Numbers extends Uint8Array | Int32Array | Uint32Array | Float64Array>(
  from: Numbers,
  place: number,
): Numbers {
  const length = Math.max(from.length * 2, place + 1)
  const to = new (from.constructor as new (length: number) => Numbers)(length)
  to.set(from)
  return to
}
