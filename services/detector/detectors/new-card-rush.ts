import { z } from 'zod'
import { Limit } from '#schemas/policy.ts'
import { above, type CardFacts, defineDetector } from './detector.ts'

const DAY_MS = 86_400_000

/**
 * A card that is busy as soon as it is sold: in its first `newCardDays`, `callsOutgoing.day >
 * callsPerDay` or `strangers.5m > strangersPer5Minutes`. One that took over from another card is
 * not new to its holder, only without a memory of whom it knows.
 */
export const newCardRush = defineDetector({
  id: 'new-card-rush',
  version: 1,
  family: 'calling',
  basis: 'statistical',
  exceptionId: 'TOO_FREQUENT_SERVICE_ACCESS',
  requirement: 'DIANXIAO-5',
  scope: 'day',
  features: ['callsOutgoing.day', 'strangers.5m'],
  settings: z.strictObject({ callsPerDay: Limit, strangersPer5Minutes: Limit }),
  alternatives: (card, { callsPerDay, strangersPer5Minutes }) => {
    if (!isNew(card)) return []
    return [
      {
        when: [above('callsOutgoing.day', callsPerDay)],
        say: ([calls]) => ({
          en: `${calls} outgoing calls in a day of a new card`,
          zh: `新入网卡一天内主叫 ${calls} 次`,
        }),
      },
      {
        when: [above('strangers.5m', strangersPer5Minutes)],
        say: ([strangers]) => ({
          en: `Calls of a new card to ${strangers} strangers within 5 minutes`,
          zh: `新入网卡 5 分钟内呼叫 ${strangers} 个陌生号码`,
        }),
      },
    ]
  },
})

function isNew({ profile, eventTime, policy }: CardFacts): boolean {
  const { activatedAt, replaces } = profile ?? {}
  if (activatedAt == null || replaces != null) return false
  return eventTime - activatedAt < policy.newCardDays * DAY_MS
}
