import { z } from 'zod'
import type { FactCard } from '#schemas/group-fact.ts'
import { Limit } from '#schemas/policy.ts'
import { cardsInDevice } from '../group/device-cards.ts'
import { lastSeen } from '../group/fold-device.ts'
import { sumOf } from '../group/fold-subtotal.ts'
import type { GroupState } from '../group/group-state.ts'
import { busiestCards, callsWithin, subtotalsWithin } from '../group/hourly-calls.ts'
import {
  defineGroupDetector,
  exceeds,
  type GroupAlternative,
  type Sight,
  timesLimit,
} from './group-detector.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 86_400_000
const MONTH_MS = 30 * DAY_MS

const settings = z.strictObject({
  planRatio: Limit,
  newCardsPerDevice: Limit,
  newCardDays: z.number().positive(),
})

/**
 * Numbers are used up one after another. Of a tenant: `callsOutgoing.day` of its telesales cards
 * > `planRatio` × the calls a day that all their contracts plan. Of a device: `newCards.30d >
 * newCardsPerDevice`, cards that were no more than `newCardDays` old in it.
 */
export const cardRotation = defineGroupDetector({
  id: 'card-rotation',
  version: 1,
  exceptionId: 'SW_ASSOCIATION',
  basis: 'statistical',
  requirement: 'DIANXIAO-4',
  kinds: ['tenant', 'imei'],
  windows: [],
  quietMs: MONTH_MS,
  bucketMs: HOUR_MS,
  scope: (kind) => (kind === 'tenant' ? 'day' : 'quiet'),
  classes: (sight) =>
    sight.state.group.kind === 'tenant'
      ? subtotalsWithin(sight.state.memory, sight.day).map(({ cardClass }) => cardClass)
      : cardsOfMonth(sight).map(({ cardClass }) => cardClass),
  settings,
  alternatives: (sight, bounds) =>
    sight.state.group.kind === 'tenant' ? beyondPlans(sight, bounds) : newCards(sight, bounds),
})

type Settings = z.infer<typeof settings>

function beyondPlans({ state, day }: Sight, { planRatio }: Settings): readonly GroupAlternative[] {
  const planned = plannedCalls(state)
  if (!planned) return []
  const calls = { feature: 'callsOutgoing.day', observed: callsWithin(state, day), span: day }
  return [
    {
      when: [exceeds(calls, timesLimit(planRatio, planned), { contract: 'plan' })],
      members: busiestCards(state, day),
      say: ([count]) => ({
        en: `${count} outgoing calls in a day, all contracts together plan ${planned}`,
        zh: `单位当日外呼 ${count} 次，全部合同合计报备 ${planned} 次`,
      }),
    },
  ]
}

function plannedCalls({ memory }: GroupState): number | undefined {
  return memory.kind === 'calls' ? sumOf(memory.standing.get('plannedCalls')) : undefined
}

function newCards(
  sight: Sight,
  { newCardsPerDevice, newCardDays }: Settings,
): readonly GroupAlternative[] {
  const { at, state } = sight
  const members = cardsOfMonth(sight).filter((card) => isNew(card, state, newCardDays))
  const span = monthBefore(at)
  const observation = { feature: 'newCards.30d', observed: members.length, span }
  return [
    {
      when: [exceeds(observation, newCardsPerDevice)],
      members,
      say: ([count]) => ({
        en: `${count} newly activated cards used in one device within 30 days`,
        zh: `30 天内同一设备使用 ${count} 张新入网卡`,
      }),
    },
  ]
}

function cardsOfMonth({ state, at }: Sight): readonly FactCard[] {
  return cardsInDevice(state, monthBefore(at)).map(({ card }) => card)
}

function monthBefore(at: number) {
  return { start: at - MONTH_MS, end: at + 1 }
}

/** It was new when it was in the device last. */
function isNew({ iccid, activatedAt }: FactCard, { memory }: GroupState, days: number): boolean {
  if (memory.kind !== 'device' || activatedAt === null) return false
  const member = memory.members.get(iccid)
  return member !== undefined && lastSeen(member) - activatedAt < days * DAY_MS
}
