import { z } from 'zod'
import { EpochMs, Iccid, Imsi, Label, Msisdn } from '#schemas/identifiers.ts'
import type { Profile } from '#schemas/profile.ts'

/** Whose card it was and which numbers it had, from `since` until the next spell. */
const Spell = z.object({
  since: EpochMs,
  tenant: Label,
  imsi: Imsi.nullable(),
  msisdn: Msisdn.nullable(),
})
type Spell = z.infer<typeof Spell>

/**
 * What `card.profiles` keeps of a card beside its profile. The topic is compacted, so each record
 * carries the history: a call of yesterday belongs to who had the card yesterday.
 */
export const KnownCard = z.object({
  iccid: Iccid,
  /** `eventTime` of the newest profile. */
  eventTime: EpochMs,
  /** Oldest first. */
  spells: z.array(Spell).min(1),
})
export type KnownCard = z.infer<typeof KnownCard>

/** How a usage record names its card. */
export interface CardNames {
  readonly iccid?: string | null | undefined
  readonly imsi?: string | null | undefined
  readonly msisdn?: string | null | undefined
  readonly eventTime: number
}

const UNREGISTERED_TENANT = 'unregistered'
/** A card that changes hands oftener forgets its first owners. */
const MAX_SPELLS = 16
/** A number that more cards claim is a placeholder of the feed: only the newest of them count. */
const MAX_HOLDERS = 16

/** Which card had a number at a time, and whose it was. */
export class CardDirectory {
  readonly #cards = new Map<string, KnownCard>()
  readonly #byImsi = new Map<string, readonly string[]>()
  readonly #byMsisdn = new Map<string, readonly string[]>()

  get size(): number {
    return this.#cards.size
  }

  /** What is to be kept of the card once this profile holds; undefined when a newer one is known. */
  extend(profile: Profile): KnownCard | undefined {
    const { iccid, eventTime, tenant, imsi = null, msisdn = null } = profile
    const known = this.#cards.get(iccid)
    if (known && known.eventTime > eventTime) return undefined
    const spells = known?.spells ?? []
    const last = spells.at(-1)
    if (last && last.tenant === tenant && last.imsi === imsi && last.msisdn === msisdn) {
      return { iccid, eventTime, spells }
    }
    const before = spells.filter(({ since }) => since < eventTime)
    const spell: Spell = { since: eventTime, tenant, imsi, msisdn }
    return { iccid, eventTime, spells: [...before, spell].slice(-MAX_SPELLS) }
  }

  /** Takes over what is known of a card; what is older than known changes nothing. */
  learn(card: KnownCard): void {
    const known = this.#cards.get(card.iccid)
    if (known && known.eventTime > card.eventTime) return
    this.#cards.set(card.iccid, card)
    for (const { imsi, msisdn } of card.spells) {
      if (imsi !== null) addTo(this.#byImsi, imsi, card.iccid)
      if (msisdn !== null) addTo(this.#byMsisdn, msisdn, card.iccid)
    }
  }

  forget(iccid: string): void {
    this.#cards.delete(iccid)
  }

  /**
   * The card that a usage record means. An imsi is a card's for life: where nobody had it yet, it is
   * the first holder's. An msisdn goes from card to card and counts only while a profile gives it.
   */
  find({ iccid, imsi, msisdn, eventTime }: CardNames): string | undefined {
    if (iccid) return iccid
    const byImsi = holders(this.#candidates(this.#byImsi, imsi), (spell) => spell.imsi === imsi)
    const byMsisdn = holders(
      this.#candidates(this.#byMsisdn, msisdn),
      (spell) => spell.msisdn === msisdn,
    )
    const holder =
      byImsi.findLast(isAt(eventTime)) ?? byImsi[0] ?? byMsisdn.findLast(isAt(eventTime))
    return holder?.iccid
  }

  /** Who had the card then; `unregistered` when no profile says. */
  tenantOf(iccid: string, eventTime: number): string {
    const card = this.#cards.get(iccid)
    return (card && spellAt(card, eventTime)?.tenant) ?? UNREGISTERED_TENANT
  }

  #candidates(index: ReadonlyMap<string, readonly string[]>, number: string | null | undefined) {
    if (!number) return []
    return (index.get(number) ?? []).flatMap((iccid) => this.#cards.get(iccid) ?? [])
  }
}

interface Holding {
  readonly iccid: string
  readonly since: number
  readonly until: number
}

/** When these cards had the number, by its beginning. */
function holders(cards: readonly KnownCard[], hasNumber: (spell: Spell) => boolean): Holding[] {
  return cards
    .flatMap(({ iccid, spells }) =>
      spells.flatMap((spell, at) => {
        const until = spells[at + 1]?.since ?? Infinity
        return hasNumber(spell) ? [{ iccid, since: spell.since, until }] : []
      }),
    )
    .sort((a, b) => a.since - b.since || (a.iccid < b.iccid ? -1 : 1))
}

function isAt(time: number): (holding: Holding) => boolean {
  return ({ since, until }) => since <= time && time < until
}

function spellAt({ spells }: KnownCard, time: number): Spell | undefined {
  return spells.findLast(({ since }) => since <= time)
}

function addTo(index: Map<string, readonly string[]>, number: string, iccid: string): void {
  const iccids = index.get(number) ?? []
  if (!iccids.includes(iccid)) index.set(number, [...iccids, iccid].slice(-MAX_HOLDERS))
}
