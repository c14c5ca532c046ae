import { createHmac } from 'node:crypto'
import type { z } from 'zod'
import type { PeerKind } from '#schemas/usage.ts'
import { normalisePeer } from './normalise-peer.ts'
import { CHINESE_MOBILE, NUMBER_PLAN } from './number-plan.ts'

export interface PeerTokenKey {
  readonly key: string
  /** Stands in every token, so that it says which key made it. */
  readonly version: number
}

/** What is left of a peer once its number is gone. */
interface HiddenPeer {
  readonly status: 'ok'
  readonly peer: string
  /** Where the number itself says so. */
  readonly peerKind: z.infer<typeof PeerKind> | undefined
  /** The first 7 digits of a mobile number: its block of 10,000. */
  readonly peerBlock: string | undefined
}

export type PeerTokens = (written: string) => HiddenPeer | { status: 'bad'; reason: string }

/** 132 bits: no two parties share a token. */
const TOKEN_LENGTH = 22
const BLOCK_DIGITS = 7
const LOOKS_LIKE_TOKEN = /^\s*t\d+:/i

/** Replaces the number of a party by a token that only this key can make. */
export function createPeerTokens({ key, version }: PeerTokenKey): PeerTokens {
  return function hidePeer(written) {
    if (LOOKS_LIKE_TOKEN.test(written)) {
      return { status: 'bad', reason: 'peer is a token already: a feed gives the number' }
    }
    const number = normalisePeer(written)
    if (number === '') return { status: 'bad', reason: 'peer is neither a number nor a name' }
    const token = createHmac('sha256', key).update(number).digest('base64url')
    return {
      status: 'ok',
      peer: `t${version}:${token.slice(0, TOKEN_LENGTH)}`,
      peerKind: NUMBER_PLAN.find(({ pattern }) => pattern.test(number))?.kind,
      peerBlock: CHINESE_MOBILE.test(number) ? number.slice(0, BLOCK_DIGITS) : undefined,
    }
  }
}
