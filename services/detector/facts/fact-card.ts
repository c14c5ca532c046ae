import type { FactCard } from '#schemas/group-fact.ts'
import type { Iccid } from '#schemas/identifiers.ts'
import type { Profile } from '#schemas/profile.ts'

/** A card as a profile says: all that a proposal names of it. */
export function factCard(iccid: Iccid, profile: Profile | undefined): FactCard {
  return {
    iccid,
    cardClass: profile?.cardClass ?? 'unregistered',
    tenant: profile?.tenant ?? 'unregistered',
    reseller: profile?.reseller ?? null,
    carrier: profile?.carrier ?? null,
    protectedClass: profile?.protectedClass ?? null,
    soldered: profile?.soldered ?? false,
    profileVersion: profile?.eventTime ?? null,
    activatedAt: profile?.activatedAt ?? null,
  }
}
