import type { Usage } from '#schemas/usage.ts'

type Call = {
  readonly direction: Usage['direction'] | undefined
  readonly answered?: boolean | null | undefined
  /** Absent or NaN: the feed does not say. */
  readonly durationSeconds?: number | null | undefined
}

/** What a feed leaves out is held against no card: its call got an answer, and it gave none. */
export function isAnswered({ answered, durationSeconds, direction }: Call): boolean {
  if (answered != null) return answered
  const isTold = durationSeconds != null && !Number.isNaN(durationSeconds)
  return isTold ? durationSeconds > 0 : direction === 'outgoing'
}
