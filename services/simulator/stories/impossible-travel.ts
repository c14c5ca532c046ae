import { positionOf } from '../cards/regions.ts'
import { dataPart } from '../domain/acts.ts'
import { HOUR_MS, MINUTE_MS } from '../domain/local-time.ts'
import { type Place, placeIn } from '../domain/place.ts'
import type { Random } from '../domain/random.ts'
import type { Story } from './story.ts'
import type { Strength } from './strength.ts'

/** Between Chengdu and Harbin lie 2,500 km, ±60: at 900 km/h (E), two hours and three quarters. */
const HOURS_BETWEEN: Readonly<Record<Strength, number>> = {
  blatant: 0.1,
  clear: 1,
  above: 2.5,
  below: 3.2,
}
const PARTS = 4

/** One card in two places, faster than any plane: it was copied. */
export const impossibleTravel: Story = {
  id: 'impossible-travel',
  basis: 'statistical',
  expected: ['impossible-travel'],
  incidental: ['region-jump', 'region-fence'],
  card: { cardClass: 'ordinary', background: 'none' },
  spanMinutes: 300,
  play({ from, random, strength }) {
    const there = from + (PARTS - 1) * MINUTE_MS + HOURS_BETWEEN[strength] * HOUR_MS
    const act = (at: number, region: string) =>
      dataPart(random.between(1_000, 90_000), { at, apn: 'cmnet', place: pinned(region, random) })
    const numbers = Array.from({ length: PARTS }, (_, index) => index)
    return [
      ...numbers.map((index) => ({ act: act(from + index * MINUTE_MS, 'CN-SC') })),
      ...numbers.map((index) => ({
        act: act(there + index * MINUTE_MS, 'CN-HL'),
        tips: index === 0 && strength !== 'below',
      })),
    ]
  },
}

/** Not every feed names positions; this one does. */
function pinned(region: string, random: Random): Place {
  const place = placeIn(region, random)
  return { ...place, ...positionOf(region, place.cell ?? '') }
}
