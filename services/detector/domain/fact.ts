import type { Usage } from '#schemas/usage.ts'

/** A peer, device or cell by what stands for it: its text, or a number made of it. */
export type Member = string | number

/**
 * One usage record with what the card and the policy say about it: all that a feature may look at.
 * Flat, so that one object can be filled again for every record.
 */
export interface Fact {
  readonly service: 'voice' | 'sms' | 'data'
  /** Calls and messages with anybody but an emergency number, which enter no feature. */
  readonly callOut: boolean
  readonly callIn: boolean
  readonly smsOut: boolean
  readonly smsIn: boolean
  /** Data without signalling: VoLTE and its like are no data use. */
  readonly dataUse: boolean
  readonly emergency: boolean

  // ---- calls and messages
  /** A feed that does not say is taken by the duration, and without one in the card's favour. */
  readonly answered: boolean
  /** 0 where the feed does not say. */
  readonly durationSeconds: number
  readonly releaseCause: string | undefined
  readonly peer: Member | undefined
  readonly peerKind: Exclude<Usage, { service: 'data' }>['peerKind']
  /** The peer is of a kind that closed functions may still talk to, a platform for one. */
  readonly peerKindAllowed: boolean
  /** The contract lists whom the card may talk to, and this is nobody of it. */
  readonly peerNotAllowed: boolean
  /** Leading digits of the number, with the peer: one member for each number of a block. */
  readonly blockPeer: Member | undefined
  /** The number's block is on the list of premium prefixes. */
  readonly premium: boolean
  /** The local time of day lies outside the hours that contract or policy allow. */
  readonly offHours: boolean
  /** The other party of an outgoing call is nobody the card knew before it. */
  readonly stranger: boolean
  /** An incoming call from somebody whom the card called within a day before. */
  readonly callback: boolean
  /** Answered, and known to be over within the policy's `shortCallSeconds`. */
  readonly short: boolean
  /** A telesales card without a licence, or with one that is over. */
  readonly unlicensed: boolean
  /** From the last outgoing call, to somebody else, to this one; undefined: nothing to count. */
  readonly gapSeconds: number | undefined
  /** The gap times itself. */
  readonly gapSquare: number | undefined
  /** The gap is below the policy's `shortGapSeconds`. */
  readonly shortGap: boolean
  /** Calls of the card that go on at one time, this one with them. */
  readonly concurrent: number
  /** Calls in a row, each to another number of one block; undefined: not known. */
  readonly blockRun: number | undefined
  readonly inboundOnly: boolean

  // ---- data
  /** Up and down, this part of the session only. */
  readonly bytes: number
  /** The contract's list of data hosts covers it. */
  readonly directed: boolean
  /** The contract allows listed data hosts only. */
  readonly cardDirected: boolean
  /** The traffic is of a kind that people use. */
  readonly appCategory: Member | undefined

  // ---- contract
  readonly closedVoice: boolean
  readonly closedSms: boolean
  readonly closedData: boolean
  /** The contract says the card is being tested. */
  readonly testing: boolean
  /** Used after it was stopped, and after the grace. */
  readonly stopped: boolean
  /** No profile, and the grace since the first such record is over. */
  readonly unprofiled: boolean

  // ---- device and place
  /** Without the numbers that many devices send. */
  readonly device: Member | undefined
  /** The device is not one that the card is bound to. */
  readonly imeiMismatch: boolean
  /** The device is a phone that the contract does not allow. */
  readonly handset: boolean
  readonly deviceListed: boolean
  readonly region: Member | undefined
  readonly cell: Member | undefined
  readonly cellListed: boolean
  readonly regionListed: boolean
  readonly regionMismatch: boolean
  readonly plmnForeign: boolean
}

/** The card's own act: something it sent or fetched, not what others did to it. */
export function isOwnUse({ callOut, smsOut, dataUse }: Fact): boolean {
  return callOut || smsOut || dataUse
}
