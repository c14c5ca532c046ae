/** One measure, or the sum of several, over others in the same window. */
export function ratio<
  const Of extends readonly string[],
  const Over extends readonly string[],
  const Window extends string,
>(of: Of, over: Over, window: Window) {
  return { kind: 'ratio', of, over, windows: [window] } as const
}
