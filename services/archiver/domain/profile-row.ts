import type { Profile } from '#schemas/profile.ts'
import type { Origin } from './origin.ts'
import type { TableRow } from './tables.ts'

/** One version of what a contract allows. */
export function profileRow(profile: Profile, { ver }: Origin): TableRow<'profiles'> {
  return {
    iccid: profile.iccid,
    eventTime: profile.eventTime,
    tenant: profile.tenant,
    reseller: profile.reseller ?? '',
    cardClass: profile.cardClass,
    carrier: profile.carrier ?? '',
    scene: profile.scene ?? '',
    deviceModel: profile.deviceModel ?? '',
    protectedClass: profile.protectedClass ?? '',
    status: profile.status ?? '',
    body: JSON.stringify(profile),
    ver,
  }
}
