import type { FeatureRow } from '../../services/detector/ports.ts'

/** The order in which rows are printed: by card, window kind and window start. */
export function byCardAndWindow(a: FeatureRow, b: FeatureRow): number {
  return (
    compare(a.iccid, b.iccid) ||
    compare(a.windowKind, b.windowKind) ||
    a.windowStart - b.windowStart
  )
}

function compare(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}
