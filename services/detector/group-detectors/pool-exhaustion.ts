import { z } from 'zod'
import { Limit } from '#schemas/policy.ts'
import { poolUse } from '../group/pool-use.ts'
import { defineGroupDetector, exceeds, type GroupAlternative, supports } from './group-detector.ts'

const HOUR_MS = 3_600_000
/** Cards that a person may look at; the others have used less. Ours. */
const MOST_NAMED = 20

/**
 * A pool's data are used up, `quotaRatio.cycle > poolRatio`, or one card takes far more than its
 * share: `topCardShare.cycle > timesMedian`, in times of the median card's use. The second only warns.
 */
export const poolExhaustion = defineGroupDetector({
  id: 'pool-exhaustion',
  version: 1,
  exceptionId: 'SW_QUOTA',
  basis: 'hardBreach',
  requirement: 'MIIT-10/2',
  kinds: ['pool'],
  windows: [],
  quietMs: HOUR_MS,
  bucketMs: HOUR_MS,
  scope: () => 'cycle',
  classes: ({ state, cycle }) => poolUse(state, cycle.start)?.classes ?? [],
  settings: z.strictObject({
    poolRatio: Limit,
    timesMedian: Limit,
    minimumCards: z.int().positive().default(10),
  }),
  alternatives({ state, cycle }, { poolRatio, timesMedian, minimumCards }) {
    const use = poolUse(state, cycle.start)
    if (!use) return []
    const { bytes, quotaBytes, heaviest, cardCount } = use
    const ratio = bytes !== undefined && quotaBytes ? bytes / quotaBytes : undefined
    const usedUp: GroupAlternative = {
      when: [
        exceeds({ feature: 'quotaRatio.cycle', observed: ratio, span: cycle }, poolRatio, {
          scale: 'ratio',
          contract: 'quota',
        }),
      ],
      members: heaviest.slice(0, MOST_NAMED),
      say: ([used = 0]) => ({
        en: `${Math.round(used * 100)} % of the pool's data used in this billing cycle`,
        zh: `本账期流量池已使用 ${Math.round(used * 100)} %`,
      }),
    }
    const oneCard: GroupAlternative = {
      when: [
        exceeds(
          { feature: 'topCardShare.cycle', observed: use.timesMedian, span: cycle },
          typeof timesMedian === 'number' ? { warn: timesMedian } : timesMedian,
        ),
        supports({ feature: 'cards.cycle', observed: cardCount, span: cycle }, minimumCards),
      ],
      members: heaviest.slice(0, 1),
      say: ([times = 0]) => ({
        en: `One card used at least ${Math.floor(times)} times as much as the median card of its pool`,
        zh: `单卡用量至少为流量池中位数的 ${Math.floor(times)} 倍`,
      }),
    }
    return [usedUp, oneCard]
  },
})
