import { z } from 'zod'
import { type Alternative, above, type CardFacts, defineDetector } from './detector.ts'

const MIB = 1_048_576

/**
 * A card in test does real work, or never leaves the test: `bytesTest.lifetime > quotaRatio` times
 * the contract's quota, or `testDays.last` above the days that the policy gives the card's carrier
 * (`common.testDays`). A card in a pool has no quota of its own.
 */
export const testPeriodAbuse = defineDetector({
  id: 'test-period-abuse',
  version: 1,
  family: 'contract',
  basis: 'hardBreach',
  exceptionId: 'SW_CONTRACT',
  requirement: 'MIIT-10/5',
  scope: 'profile',
  features: ['bytesTest.lifetime', 'testDays.last'],
  settings: z.strictObject({ quotaRatio: z.number().nonnegative() }),
  alternatives: (card, { quotaRatio }) => {
    if (card.profile?.status !== 'test') return []
    return [...overQuota(card, quotaRatio), ...overDue(card)]
  },
})

function overQuota({ profile }: CardFacts, quotaRatio: number): Alternative[] {
  const { quotaBytes, pool } = profile ?? {}
  if (quotaBytes == null || pool != null) return []
  return [
    {
      when: [above('bytesTest.lifetime', quotaRatio * quotaBytes, { contract: 'quota' })],
      say: ([bytes = 0]) => ({
        en: `${mebibytes(bytes)} MiB used in the test period, of a quota of ${mebibytes(quotaBytes)} MiB`,
        zh: `测试期已使用 ${mebibytes(bytes)} MiB 流量，合同额度 ${mebibytes(quotaBytes)} MiB`,
      }),
    },
  ]
}

function overDue({ profile, policy: { testDays } }: CardFacts): Alternative[] {
  const most = testDays[profile?.carrier ?? 'other'] ?? testDays['other']
  if (most === undefined) return []
  return [
    {
      when: [above('testDays.last', most)],
      say: ([days = 0]) => ({
        en: `${Math.floor(days)} days in test, where ${most} are allowed`,
        zh: `测试期已达 ${Math.floor(days)} 天，允许 ${most} 天`,
      }),
    },
  ]
}

function mebibytes(bytes: number): string {
  return (bytes / MIB).toFixed(1)
}
