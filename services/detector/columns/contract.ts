import type { FactCard } from '#schemas/group-fact.ts'
import { imeiKey } from '#schemas/identifiers.ts'
import type { Profile } from '#schemas/profile.ts'
import { factCard } from '../facts/fact-card.ts'
import type { Screen } from './screen.ts'
import type { Kind } from './screens.ts'
import type { Terms } from './terms.ts'

const NO_DEVICES: readonly number[] = []

/** A card's profile and its number among the card's own: that of the lifetime it began. */
export class Contract {
  readonly profile: Profile
  readonly number: number
  /** In force from here on. */
  readonly from: number
  /** First 14 digits of the bound devices, as numbers. */
  readonly devices: readonly number[]
  /** Of the policy they were made for. */
  terms: Terms | undefined
  /** How detectors see the contract, under that policy. */
  kind: Kind | undefined
  /** What could trip, and for which local day that was worked out. */
  screen: Screen | undefined
  screenDay = 0
  screenHoliday = false
  #factCard: FactCard | undefined

  constructor(profile: Profile, number: number) {
    this.profile = profile
    this.number = number
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
