import { createHmac } from 'node:crypto'
import type { z } from 'zod'
import type { Usage } from '#schemas/usage.ts'
import type { ProfileRecord, SimulatedCard, UsageRecord } from './simulated-card.ts'

/** As `card.events` holds it. */
export type CardEventUsage = z.input<typeof Usage>

/** Fixed and public: it hides nobody, for the numbers are made up. */
const DEMO_KEY = 'simwarden demo key'

/** A usage record as ingest would hand it on: the peer as a token, the tenant filled in. */
export function cardEventForm(card: SimulatedCard, usage: UsageRecord): CardEventUsage {
  const tenant = card.hasProfile ? card.profile.tenant : 'unregistered'
  if (usage.service === 'data') return { ...usage, tenant }
  const { peer, ...rest } = usage
  if (!peer) return { ...rest, tenant }
  return { ...rest, tenant, peer: tokenOf(peer), peerBlock: peer.slice(0, 7) }
}

/** A profile as ingest would hand it on: whom the card may reach as tokens. */
export function cardEventProfile(profile: ProfileRecord): ProfileRecord {
  const { allowedPeers } = profile
  return allowedPeers ? { ...profile, allowedPeers: allowedPeers.map(tokenOf) } : profile
}

/** The token of a number under the demo's key. */
export function tokenOf(peer: string): string {
  return `t1:${createHmac('sha256', DEMO_KEY).update(peer).digest('base64url').slice(0, 22)}`
}
