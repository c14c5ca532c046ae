import type { FactCard, MemberFact } from '#schemas/group-fact.ts'
import type { Iccid } from '#schemas/identifiers.ts'
import type { Folded } from './fold-fact.ts'
import type { DeviceMember, Sighting } from './group-state.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 86_400_000
/** Twice the window of `cardsDistinct.1d`: sources may be a day apart. Ours. */
const KEPT_MS = 2 * DAY_MS
/** How long a card that was new when it came is remembered: the window of `newCards.30d`. */
const NEW_CARD_MS = 30 * DAY_MS
/** A device with more cards is one number that many devices send; enough for any limit. Ours. */
const MOST_MEMBERS = 256
const MOST_SIGHTINGS = 16

/** The card is in the device, in this hour, in this place. Changes the members. */
export function foldDevice(
  fact: MemberFact,
  members: Map<Iccid, DeviceMember>,
  newest: number,
): Folded {
  if (fact.eventTime < newest - KEPT_MS) return 'late'
  const { card, region, foreign } = fact
  const sighting = { hour: Math.floor(fact.eventTime / HOUR_MS) * HOUR_MS, region, foreign }
  const before = members.get(card.iccid)
  if (before?.sightings.some((one) => isSame(one, sighting))) return 'known'
  const sightings = [...(before?.sightings ?? []), sighting].sort(byHour).slice(-MOST_SIGHTINGS)
  members.set(card.iccid, { card: newerCard(before?.card, card), sightings })
  forget(members, Math.max(newest, fact.eventTime))
  return 'new'
}

/** Of two descriptions of a card the one by the newer contract. */
export function newerCard(before: FactCard | undefined, now: FactCard): FactCard {
  if (!before) return now
  return (now.profileVersion ?? 0) >= (before.profileVersion ?? 0) ? now : before
}

/** The hour a member was last seen in. */
export function lastSeen({ sightings }: DeviceMember): number {
  return sightings.at(-1)?.hour ?? 0
}

function isSame(one: Sighting, other: Sighting): boolean {
  return one.hour === other.hour && one.region === other.region && one.foreign === other.foreign
}

function byHour(a: Sighting, b: Sighting): number {
  return a.hour - b.hour
}

function forget(members: Map<Iccid, DeviceMember>, newest: number): void {
  for (const [iccid, member] of members) {
    const { activatedAt } = member.card
    const isNew = activatedAt !== null && lastSeen(member) - activatedAt < 2 * NEW_CARD_MS
    const keptMs = isNew ? NEW_CARD_MS + DAY_MS : KEPT_MS
    if (lastSeen(member) < newest - keptMs) members.delete(iccid)
  }
  while (members.size > MOST_MEMBERS) {
    const [oldest] = [...members].reduce((one, other) => (isOlder(other, one) ? other : one))
    members.delete(oldest)
  }
}

function isOlder(one: [Iccid, DeviceMember], other: [Iccid, DeviceMember]): boolean {
  const difference = lastSeen(one[1]) - lastSeen(other[1])
  return difference === 0 ? one[0] < other[0] : difference < 0
}
