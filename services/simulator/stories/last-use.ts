import { call, dataPart } from '../domain/acts.ts'
import { DAY_MS, HOUR_MS } from '../domain/local-time.ts'
import { personNumber } from '../domain/numbers.ts'
import { Random } from '../domain/random.ts'
import type { SimulatedCard } from '../domain/simulated-card.ts'
import type { Act } from '../domain/usage-record.ts'

/**
 * The last thing a card did before it fell silent, 62 to 70 days ago: more than the 60 of the policy
 * (E), and few enough different days that one insert into a store by day stays small.
 */
export function lastUse(card: SimulatedCard, before: number): Act {
  const random = new Random(`last use/${card.number}`)
  const at = before - random.between(62, 70) * DAY_MS - random.below(HOUR_MS)
  if (card.habits.kind === 'machine') return dataPart(500, { at, apn: 'cmiot' })
  const peer = card.habits.kind === 'person' ? card.habits.contacts[0] : personNumber(random)
  return call({ at, peer })
}
