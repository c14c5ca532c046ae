/** What stands at one place of a policy, for people; null: nothing. */
export type Told = string | number | null

/** One thing that another policy would say differently. */
export interface PolicyChange {
  /** `call-rate, class ordinary`. */
  readonly subject: string
  /** `callsPerHour`; empty: the whole of it came or went. */
  readonly what: string
  readonly before: Told
  readonly after: Told
  /** Of two numbers, against the first; null: not two numbers. */
  readonly percent: number | null
}

/** `call-rate, class ordinary: callsPerHour 60 → 45 (-25 %)` */
export function tellChange({ subject, what, before, after, percent }: PolicyChange): string {
  const name = what === '' ? '' : `${what} `
  if (before === null) return `${subject}: ${name}${after} (new)`
  if (after === null) return `${subject}: ${name}${before} (removed)`
  const share = percent === null ? '' : ` (${percent > 0 ? '+' : ''}${percent} %)`
  return `${subject}: ${name}${before} → ${after}${share}`
}

/** With one digit; undefined where there is nothing to hold it against. */
export function percentOf(before: Told, after: Told): number | null {
  if (typeof before !== 'number' || typeof after !== 'number' || before === 0) return null
  return Math.round(((after - before) / before) * 1_000) / 10
}
