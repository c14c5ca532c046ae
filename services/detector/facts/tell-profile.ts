import type { Group } from '#schemas/group-fact.ts'
import type { Profile } from '#schemas/profile.ts'
import { factCard } from './fact-card.ts'
import type { Ledger } from './ledger.ts'
import type { Standing, Told } from './told.ts'

const NONE: Standing = { pool: null, quotaBytes: 0, planner: null, plannedCalls: 0 }

/**
 * Moves what a card adds to its groups to what its newest profile says: its quota as it joins or
 * leaves a pool, its planned calls as a telesales card of a tenant.
 */
export function tellProfile(newest: Profile, told: Told, ledger: Ledger): void {
  const before = told.standing ?? NONE
  const after = standingOf(newest)
  told.standing = after
  const { eventTime, cardClass } = newest
  const teller = { eventTime, cardClass, card: factCard(newest.iccid, newest) }
  if (before.pool !== after.pool || before.quotaBytes !== after.quotaBytes) {
    count(before, -1)
    count(after, 1)
  }
  if (before.planner !== after.planner || before.plannedCalls !== after.plannedCalls) {
    plan(before, -1)
    plan(after, 1)
  }
  declare()

  function count({ pool, quotaBytes }: Standing, sign: 1 | -1): void {
    if (pool === null) return
    const group: Group = { kind: 'pool', id: pool }
    ledger.add({ group, measure: 'cards', bucket: null }, teller, { value: sign })
    const value = sign * quotaBytes
    ledger.add({ group, measure: 'quotaBytes', bucket: null }, teller, { value })
    const isEmpty = ledger.valueOf({ group, measure: 'cards', bucket: null }) === 0
    if (isEmpty) ledger.put({ group, measure: 'poolQuotaBytes', bucket: null }, teller, 0)
  }

  function plan({ planner, plannedCalls }: Standing, sign: 1 | -1): void {
    if (planner === null) return
    const group: Group = { kind: 'tenant', id: planner }
    const value = sign * plannedCalls
    ledger.add({ group, measure: 'plannedCalls', bucket: null }, teller, { value })
  }

  /** The pool's own quota, where the contract names one: it is the pool's, not the card's. */
  function declare(): void {
    if (after.pool === null || newest.poolQuotaBytes == null) return
    const group: Group = { kind: 'pool', id: after.pool }
    const account = { group, measure: 'poolQuotaBytes', bucket: null } as const
    if (ledger.valueOf(account) === newest.poolQuotaBytes) return
    ledger.put(account, teller, newest.poolQuotaBytes)
  }
}

function standingOf(profile: Profile): Standing {
  const { pool, quotaBytes, tenant, telesales, cardClass, status } = profile
  if (status === 'terminated') return NONE
  const plannedCalls = cardClass === 'telesales' ? (telesales?.callsPerDay ?? 0) : 0
  // Most cards add nothing: one object stands for all of them.
  if (pool == null && plannedCalls === 0) return NONE
  return {
    pool: pool ?? null,
    quotaBytes: pool == null ? 0 : (quotaBytes ?? 0),
    planner: plannedCalls > 0 ? tenant : null,
    plannedCalls,
  }
}
