import { z } from 'zod'
import { Limit } from '#schemas/policy.ts'
import { above, type CardFacts, defineDetector } from './detector.ts'

const MIB = 1_048_576

/**
 * General (not directed) data beyond what a small-flow IoT card needs, without a person's real name:
 * `bytesGeneral.cycle > bytesPerCycle`. A larger quota under an assessment in force is a case for
 * people (`withQuota`).
 */
export const generalDataOver100mb = defineDetector({
  id: 'general-data-over-100mb',
  version: 1,
  family: 'contract',
  basis: 'hardBreach',
  exceptionId: 'SW_QUOTA',
  requirement: 'MIIT-10/2',
  scope: 'cycle',
  features: ['bytesGeneral.cycle'],
  settings: z.strictObject({ bytesPerCycle: Limit }),
  variant: (card, { bytesPerCycle }) => (isAssessed(card, bytesPerCycle) ? 'withQuota' : undefined),
  alternatives: ({ profile }, { bytesPerCycle }) => {
    if (profile?.realName === 'person') return []
    return [
      {
        when: [above('bytesGeneral.cycle', bytesPerCycle)],
        say: ([bytes = 0]) => ({
          en: `${mebibytes(bytes)} MiB of general data in this billing cycle without a person's real name`,
          zh: `未按个人实名的卡本账期通用流量已达 ${mebibytes(bytes)} MiB`,
        }),
      },
    ]
  },
})

/** The contract's quota lies above the limit, and an assessment in force says why. */
function isAssessed({ profile, eventTime }: CardFacts, limit: Limit): boolean {
  const most = typeof limit === 'number' ? limit : (limit.act ?? Number.POSITIVE_INFINITY)
  const end = profile?.assessmentValidTo ?? Number.POSITIVE_INFINITY
  const inForce = profile?.assessmentId != null && end > eventTime
  return inForce && (profile.quotaBytes ?? 0) > most
}

function mebibytes(bytes: number): string {
  return (bytes / MIB).toFixed(1)
}
