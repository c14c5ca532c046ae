import type { KeptMeasure } from '../domain/measure.ts'
import { isSliding, SLIDING, type WindowName } from '../domain/window.ts'
import type { KeptPlan } from './plan.ts'
import { PLAN } from './plan.ts'
import { gapIn, ROW_BYTES, ROW_DURATION, ROW_FLAGS, ROW_GAP, ROW_MORE_FLAGS } from './recent-row.ts'
import type { Scene } from './scene.ts'

/** Windows that are read from records, shortest first. */
export const SHORT_WINDOWS = [
  ...(['5m', '10m', '1h', 'day', '1d'] as const),
] as const satisfies readonly WindowName[]
export const SHORT_COUNT = SHORT_WINDOWS.length

/** What a record adds to a total. */
type Amount = 'one' | 'bytes' | 'gap' | 'gapSquare' | 'seconds'

/** One total: of the records with a flag, in a window. */
export interface Total {
  readonly column: number
  readonly word: number
  readonly bit: number
  readonly amount: Amount
}

export interface TotalsLayout {
  /** By window. */
  readonly totals: readonly (readonly Total[])[]
  /** By measure and window: its column, or -1. */
  readonly columns: Int16Array
  readonly count: number
}

/**
 * Lays out the totals of measures over the short windows. `whole`: without sums that may have parts.
 * Measures with the same filter and amount share theirs.
 */
export function layOutTotals(plans: readonly KeptPlan[], kept: 'all' | 'whole'): TotalsLayout {
  const totals: Total[][] = SHORT_WINDOWS.map(() => [])
  const columns = new Int16Array(PLAN.byName.size * SHORT_COUNT).fill(-1)
  const known = new Map<string, number>()
  for (const { index, flag, measure } of plans) {
    const amount = amountOf(measure)
    if (!flag || (amount === 'seconds' && kept === 'whole')) continue
    for (const [window, name] of SHORT_WINDOWS.entries()) {
      if (!measure.windows.some((one) => one === name)) continue
      const key = `${flag.word}/${flag.bit}/${amount}/${name}`
      const column = known.get(key) ?? known.size
      if (!known.has(key)) totals[window]?.push({ column, ...flag, amount })
      known.set(key, column)
      columns[index * SHORT_COUNT + window] = column
    }
  }
  return { totals, columns, count: known.size }
}

function amountOf(measure: KeptMeasure): Amount {
  if (measure.kind !== 'sum') return 'one'
  switch (measure.amount) {
    case 'bytes':
      return 'bytes'
    case 'gapSeconds':
      return 'gap'
    case 'gapSquare':
      return 'gapSquare'
    case 'durationSeconds':
      return 'seconds'
  }
}

/** Sizes and slides of the short windows; of the local day, none. */
export const SHORT_SPANS = SHORT_WINDOWS.map((window) =>
  isSliding(window) ? SLIDING[window] : { sizeMs: 0, slideMs: 0 },
)

/** From when a short window holds records, by its number, when it ends with the scene's record. */
export function startOf(
  window: number,
  { eventTime, day }: Pick<Scene, 'eventTime' | 'day'>,
): number {
  const { slideMs, sizeMs } = SHORT_SPANS[window] as (typeof SHORT_SPANS)[number]
  return slideMs === 0 ? day.start : (Math.floor(eventTime / slideMs) + 1) * slideMs - sizeMs
}

/** A record's row within its page. */
export interface RowPlace {
  readonly words: Int32Array
  readonly doubles: Float64Array
  readonly row: number
}

/** Adds a row to totals that begin at a place, or takes it off. */
export function addToTotals(
  totals: readonly Total[],
  { words, doubles, row }: RowPlace,
  { into, at, sign }: { readonly into: Float64Array; readonly at: number; readonly sign: 1 | -1 },
): void {
  const flags = words[row + ROW_FLAGS] ?? 0
  const more = words[row + ROW_MORE_FLAGS] ?? 0
  for (let n = 0; n < totals.length; n += 1) {
    const { column, word, bit, amount } = totals[n] as Total
    if (((word === 0 ? flags : more) & bit) === 0) continue
    const added = amount === 'one' ? 1 : amountIn(amount, { words, doubles, row })
    into[at + column] = (into[at + column] ?? 0) + sign * added
  }
}

function amountIn(amount: Exclude<Amount, 'one'>, { words, doubles, row }: RowPlace): number {
  if (amount === 'bytes') return doubles[(row + ROW_BYTES) >> 1] ?? 0
  if (amount === 'seconds') return doubles[(row + ROW_DURATION) >> 1] ?? 0
  const gap = gapIn(words[row + ROW_GAP] ?? 0) ?? 0
  return amount === 'gap' ? gap : gap * gap
}
