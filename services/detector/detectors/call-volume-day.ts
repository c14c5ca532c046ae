import { z } from 'zod'
import { Limit } from '#schemas/policy.ts'
import { above, type CardFacts, defineDetector } from './detector.ts'

/**
 * More calls in a day than the contract of a telesales card plans (`withPlan`), a breach of it:
 * `callsOutgoing.day > callsPerDay` of the contract. Without a plan, and for other cards, more than
 * the policy's `callsPerDay`, which proves nothing alone.
 */
export const callVolumeDay = defineDetector({
  id: 'call-volume-day',
  version: 1,
  family: 'calling',
  basis: (_class, variant) => (variant === 'withPlan' ? 'hardBreach' : 'statistical'),
  exceptionId: 'TOO_FREQUENT_SERVICE_ACCESS',
  requirement: (_class, variant) => (variant === 'withPlan' ? 'DIANXIAO-4' : 'DIANXIAO-5'),
  scope: 'day',
  features: ['callsOutgoing.day'],
  settings: z.strictObject({ callsPerDay: Limit }),
  variant: (card) => (planOf(card) === undefined ? undefined : 'withPlan'),
  alternatives: (card, { callsPerDay }) => {
    const plan = planOf(card)
    if (plan === undefined) {
      return [
        {
          when: [above('callsOutgoing.day', callsPerDay)],
          say: ([calls]) => ({
            en: `${calls} outgoing calls in a day`,
            zh: `一天内主叫 ${calls} 次`,
          }),
        },
      ]
    }
    return [
      {
        when: [above('callsOutgoing.day', plan, { contract: 'plan' })],
        say: ([calls]) => ({
          en: `${calls} outgoing calls in a day, ${plan} are in the contract's plan`,
          zh: `一天内主叫 ${calls} 次，超出合同计划的每日 ${plan} 次`,
        }),
      },
    ]
  },
})

/** Calls per day that the contract declares. */
function planOf({ cardClass, profile }: CardFacts): number | undefined {
  return cardClass === 'telesales' ? (profile?.telesales?.callsPerDay ?? undefined) : undefined
}
