import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { type KeptPlan, PLAN } from '../../services/detector/columns/plan.ts'
import { FEATURE_SET } from '../../services/detector/features/catalogue.ts'

/** Of the set that checkpoints stand under; a new one when the set gets a new name. */
const LAYOUT = '5aaf0a1376f6'

test('checkpoints of another layout stand under another name', () => {
  const words =
    'features are kept in other places: raise FEATURE_SET, then write down the new layout'
  expect({ set: FEATURE_SET, layout: layout() }, words).toEqual({ set: 'core@2', layout: LAYOUT })
})

/** Where each kept measure is in a card's columns, in few characters. */
function layout(): string {
  const places = [...PLAN.byName.values()].map(
    ({ name, flag, minusFlag, sums, members }: KeptPlan) =>
      JSON.stringify([name, flag, minusFlag, sums, members]),
  )
  return createHash('sha256').update(places.join('\n')).digest('hex').slice(0, 12)
}
