import type { Profile } from '#schemas/profile.ts'
import type { FeedUsage } from '../feeds/feed.ts'
import type { PeerTokens } from './peer-tokens.ts'

type Bad = { readonly status: 'bad'; readonly reason: string }

/** The same usage with a token in place of the number, and what the number said of its party. */
export function hideUsagePeer(
  usage: FeedUsage,
  hidePeer: PeerTokens,
): { readonly status: 'ok'; readonly usage: object } | Bad {
  if (usage.service === 'data') return { status: 'ok', usage }
  // A token of an older key is ingest's to give, never a feed's.
  const { peer, peerPrevious: _, ...rest } = usage
  if (peer === null || peer === undefined) return { status: 'ok', usage: rest }
  const hidden = hidePeer(peer)
  if (hidden.status === 'bad') return hidden
  const peerKind = usage.peerKind ?? hidden.peerKind
  const peerBlock = usage.peerBlock ?? hidden.peerBlock
  return { status: 'ok', usage: { ...rest, peer: hidden.peer, peerKind, peerBlock } }
}

/** The same profile with tokens in place of the numbers it allows. */
export function hideAllowedPeers(
  profile: Profile,
  hidePeer: PeerTokens,
): { readonly status: 'ok'; readonly profile: Profile } | Bad {
  if (!profile.allowedPeers) return { status: 'ok', profile }
  const allowedPeers: string[] = []
  for (const written of profile.allowedPeers) {
    const hidden = hidePeer(written)
    if (hidden.status === 'bad') return { status: 'bad', reason: `allowedPeers: ${hidden.reason}` }
    allowedPeers.push(hidden.peer)
  }
  return { status: 'ok', profile: { ...profile, allowedPeers } }
}
