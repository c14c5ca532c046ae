/** Three generations of ten days *with use*: a silence forgets nobody. */
const GENERATIONS = 3
export const DAYS_A_GENERATION = 10

/** Whom a card has been in touch with of late, newest generation first. Plain data. */
export interface ContactMemory {
  generations: Set<string>[]
  /** Local days with use in the newest generation. */
  days: Set<string>
}

export function noContacts(): ContactMemory {
  return { generations: [new Set()], days: new Set() }
}

export function isKnown({ generations }: ContactMemory, peer: string): boolean {
  return generations.some((peers) => peers.has(peer))
}

/** Takes a contact of a local day in. Changes the memory in place. */
export function remember(memory: ContactMemory, peer: string, date: string): void {
  if (!memory.days.has(date) && memory.days.size >= DAYS_A_GENERATION) {
    memory.generations = [new Set<string>(), ...memory.generations].slice(0, GENERATIONS)
    memory.days = new Set()
  }
  memory.days.add(date)
  memory.generations[0]?.add(peer)
}
