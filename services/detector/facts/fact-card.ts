import type { FactCard } from '#schemas/group-fact.ts'
import type { Iccid } from '#schemas/identifiers.ts'
import type { CardClass } from '#schemas/policy.ts'
import type { Profile } from '#schemas/profile.ts'

/** Of a card without a profile: a class of its own. */
export function classOf(profile: Profile | undefined): CardClass {
  return profile?.cardClass ?? 'unregistered'
}

/** A card as a profile says: all that a proposal names of it. */
export function factCard(iccid: Iccid, profile: Profile | undefined): FactCard {
  return {
    iccid,
    cardClass: classOf(profile),
    tenant: profile?.tenant ?? 'unregistered',
    reseller: profile?.reseller ?? null,
    carrier: profile?.carrier ?? null,
    protectedClass: profile?.protectedClass ?? null,
    soldered: profile?.soldered ?? false,
    profileVersion: profile?.eventTime ?? null,
    activatedAt: profile?.activatedAt ?? null,
  }
}
