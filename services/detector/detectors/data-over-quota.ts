import { z } from 'zod'
import { Limit } from '#schemas/policy.ts'
import { above, defineDetector } from './detector.ts'

/**
 * More data in a billing cycle than the contract's quota: `quotaRatio.cycle > quotaRatio`. Quiet
 * where the contract only throttles or charges; cards in a pool are judged by their pool.
 */
export const dataOverQuota = defineDetector({
  id: 'data-over-quota',
  version: 1,
  family: 'contract',
  basis: 'hardBreach',
  exceptionId: 'SW_QUOTA',
  requirement: 'MIIT-10/2',
  scope: 'cycle',
  features: ['quotaRatio.cycle'],
  settings: z.strictObject({ quotaRatio: Limit }),
  alternatives: ({ profile }, { quotaRatio }) => {
    const isCap = (profile?.overQuota ?? 'stop') === 'stop'
    if (!isCap) return []
    return [
      {
        when: [above('quotaRatio.cycle', quotaRatio, { scale: 'ratio', contract: 'quota' })],
        say: ([ratio = 0]) => ({
          en: `${percent(ratio)} of the contract's data quota used in this billing cycle`,
          zh: `本账期流量已达合同额度的 ${percent(ratio)}`,
        }),
      },
    ]
  },
})

function percent(ratio: number): string {
  return `${Math.floor(ratio * 100)} %`
}
