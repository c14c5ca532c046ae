import { FATES, type Fate } from '../ports.ts'

type Counts = Readonly<Record<Fate, number>>

/** What became of the records between two counts; fates that met none are left out. */
export function countsSince(before: Counts, after: Counts): Partial<Record<Fate, number>> {
  const counts: Partial<Record<Fate, number>> = {}
  for (const fate of FATES) {
    if (after[fate] !== before[fate]) counts[fate] = after[fate] - before[fate]
  }
  return counts
}
