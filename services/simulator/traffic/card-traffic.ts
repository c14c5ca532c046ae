import { Random } from '../domain/random.ts'
import type { SimulatedCard } from '../domain/simulated-card.ts'
import { machineContacts } from './machine-contacts.ts'
import { machineData } from './machine-data.ts'
import { personContacts } from './person-contacts.ts'
import { personData } from './person-data.ts'
import { telesalesCalls } from './telesales-calls.ts'
import type { DataFactor, TrafficSource } from './traffic-source.ts'

/** Which part of a card's usual traffic goes on beside what a story adds. */
export type Background = 'usual' | 'data' | 'none'

export interface CardTrafficOptions {
  readonly seed: number
  readonly factor: DataFactor
  readonly background: Background
}

/** The streams of what a card usually does. */
export function cardTraffic(
  card: SimulatedCard,
  { seed, factor, background }: CardTrafficOptions,
): readonly TrafficSource[] {
  const { habits, number } = card
  const contacts = new Random(`${seed}/contacts/${number}`)
  const data = { random: new Random(`${seed}/data/${number}`), factor }
  const all = streams()
  if (background === 'usual') return all
  return background === 'data' ? all.filter(({ letter }) => letter === 'd') : []

  function streams(): readonly TrafficSource[] {
    switch (habits.kind) {
      case 'person':
        return [personContacts(card, habits, contacts), personData(card, habits, data)]
      case 'telesales':
        return [telesalesCalls(card, habits, contacts)]
      case 'machine':
        return [machineContacts(card, habits, contacts), machineData(card, habits, data)]
    }
  }
}
