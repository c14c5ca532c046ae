import type { Group } from '#schemas/group-fact.ts'
import type { Profile } from '#schemas/profile.ts'
import type { Ledger } from './ledger.ts'
import { HOUR_MS, hourOf, type ToldUsage } from './told-usage.ts'

/** Adds a record to the subtotals of the card's groups. */
export function countUsage(told: ToldUsage, ledger: Ledger): void {
  countBytes(told, ledger)
  if (told.isCall) countCall(told, ledger)
}

function countBytes(told: ToldUsage, ledger: Ledger): void {
  const { profile, bytes, cycle } = told
  if (profile?.pool == null || bytes === 0) return
  const group: Group = { kind: 'pool', id: profile.pool }
  const bucket = { start: cycle.start, end: cycle.end }
  ledger.add({ group, measure: 'bytesTotal', bucket }, told, { value: bytes })
}

function countCall(told: ToldUsage, ledger: Ledger): void {
  const groups = callGroups(told.profile)
  if (groups.length === 0) return
  const hour = hourOf(told.eventTime)
  const bucket = { start: hour, end: hour + HOUR_MS }
  const callsOfCard = callsIn(hour, told)
  for (const group of groups) {
    ledger.add({ group, measure: 'callsOutgoing', bucket }, told, { value: 1, callsOfCard })
  }
}

/** Of a tenant only what its telesales cards call is held against their plans. */
function callGroups(profile: Profile | undefined): readonly Group[] {
  const groups: Group[] = []
  if (!profile) return groups
  const { batch, reseller, tenant, cardClass } = profile
  if (batch != null) groups.push({ kind: 'batch', id: batch })
  if (reseller != null) groups.push({ kind: 'reseller', id: reseller })
  if (cardClass === 'telesales') groups.push({ kind: 'tenant', id: tenant })
  return groups
}

/** The card's own calls in this hour, this one too; 0 for an hour before its newest. */
function callsIn(hour: number, { told }: ToldUsage): number {
  told.calls ??= { hour, count: 0 }
  const { calls } = told
  if (calls.hour > hour) return 0
  if (calls.hour < hour) calls.count = 0
  calls.hour = hour
  calls.count += 1
  return calls.count
}
