import type { FactCard } from '#schemas/group-fact.ts'
import { imeiKey } from '#schemas/identifiers.ts'
import type { Profile } from '#schemas/profile.ts'
import { factCard } from '../facts/fact-card.ts'
import type { Screen } from './screen.ts'
import type { Kind } from './screens.ts'
import type { Terms } from './terms.ts'

/** Of a contract: its data are counted of a pool, its calls of a batch, a reseller or a tenant's plan. */
export const COUNTED_DATA = 1
export const COUNTED_CALLS = 2
/** And each of its calls is told to the one called. */
export const TELESALES = 4

const NO_DEVICES: readonly number[] = []

/** A card's profile and its number among the card's own: that of the lifetime it began. */
export class Contract {
  // What each record reads comes first, and whole numbers are small: it shares a line of the cache.
  readonly number: number
  /** Of the policy they were made for. */
  terms: Terms | undefined
  /** What could trip, and for which local day, as a number, that was worked out. */
  screen: Screen | undefined
  screenDay = 0
  screenHoliday = false
  /** What of its use is counted of groups: a sum of the above. */
  readonly counted: number
  readonly profile: Profile
  /** In force from here on. */
  readonly from: number
  /** First 14 digits of the bound devices, as numbers. */
  readonly devices: readonly number[]
  /** How detectors see the contract, under that policy. */
  kind: Kind | undefined
  #factCard: FactCard | undefined

  constructor(profile: Profile, number: number) {
    this.number = number
    this.counted = countedOf(profile)
    this.profile = profile
    this.from = profile.eventTime
    const imeis = profile.boundImeis ?? []
    this.devices = imeis.length === 0 ? NO_DEVICES : imeis.map((imei) => Number(imeiKey(imei)))
  }

  /** The card as facts name it; its number is the same for all of its life. */
  get factCard(): FactCard {
    this.#factCard ??= factCard(this.profile.iccid, this.profile)
    return this.#factCard
  }

  /** Takes the terms of another policy. */
  setTerms(terms: Terms): void {
    this.terms = terms
    this.kind = undefined
    this.screen = undefined
  }
}

function countedOf({ pool, batch, reseller, cardClass }: Profile): number {
  return (
    (pool == null ? 0 : COUNTED_DATA) |
    (batch == null && reseller == null ? 0 : COUNTED_CALLS) |
    (cardClass === 'telesales' ? TELESALES : 0)
  )
}
