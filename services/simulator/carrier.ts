import type { Command, CommandResult } from '#schemas/command.ts'
import { CardState } from './domain/card-state.ts'
import { SECOND_MS } from './domain/local-time.ts'

/** How far the carrier's clock may be ahead of the one that decided (guardrails: executor, expiry). */
const EXPIRY_TOLERANCE_MS = 60 * SECOND_MS

/** What the carrier makes of a command that came. */
export type Received =
  | { readonly status: 'accepted'; readonly result: CommandResult }
  /** It came before: the stored answers once more. */
  | { readonly status: 'repeated'; readonly results: readonly CommandResult[] }
  | { readonly status: 'refused'; readonly result: CommandResult }

/** Stored before anything is done, so that a repeat finds it. */
interface Intent {
  readonly command: Command
  readonly bodyHash: string
  readonly results: CommandResult[]
}

/**
 * The carrier's side of a command, as guardrails.md wants an executor to be: each id has one effect,
 * whatever comes again; nothing stale or out of order is done. Time is told by the caller.
 */
export class Carrier {
  readonly #intents = new Map<string, Intent>()
  readonly #cards = new Map<string, CardState>()

  /** `bodyHash` is of the command's bytes: the same id with another body is refused. */
  receive(command: Command, { bodyHash, now }: { bodyHash: string; now: number }): Received {
    const known = this.#intents.get(command.commandId)
    if (known && known.bodyHash !== bodyHash) {
      return { status: 'refused', result: failed(command, 'conflict', now) }
    }
    if (known) return { status: 'repeated', results: [...known.results] }
    const errorCode = this.#reasonAgainst(command, now)
    const result = errorCode ? failed(command, errorCode, now) : accepted(command, now)
    this.#intents.set(command.commandId, { command, bodyHash, results: [result] })
    return { status: errorCode ? 'refused' : 'accepted', result }
  }

  /** Does what was accepted. The card may have got a newer decision meanwhile. */
  complete(commandId: string, now: number): CommandResult {
    const intent = this.#intents.get(commandId)
    if (!intent) throw new Error(`Cannot complete ${commandId}: it was never accepted`)
    const { command, results } = intent
    const errorCode = this.#isSuperseded(command) ? 'superseded' : null
    const result = errorCode ? failed(command, errorCode, now) : completed(command, now)
    if (!errorCode) this.#apply(command, now)
    results.push(result)
    return result
  }

  /** Whether the network lets this happen, as of its event time. */
  allows(usage: Parameters<CardState['allows']>[0] & { readonly iccid: string }): boolean {
    return this.#cards.get(usage.iccid)?.allows(usage) ?? true
  }

  /** How many cards are out of service now. */
  get suspendedCards(): number {
    return [...this.#cards.values()].filter(({ isSuspended }) => isSuspended).length
  }

  /** Forgets the oldest ids for as long as nobody can send them any more: expired and gone from the topic. */
  forget(expiredBefore: number): void {
    for (const [id, { command }] of this.#intents) {
      if (command.expiresAt >= expiredBefore) return
      this.#intents.delete(id)
    }
  }

  #reasonAgainst(command: Command, now: number): 'expired' | 'superseded' | null {
    if (now > command.expiresAt + EXPIRY_TOLERANCE_MS) return 'expired'
    return this.#isSuperseded(command) ? 'superseded' : null
  }

  #isSuperseded({ iccid, decidedAt }: Command): boolean {
    return decidedAt < (this.#cards.get(iccid)?.lastDecidedAt ?? 0)
  }

  #apply(command: Command, now: number): void {
    if (command.mode === 'dryRun') return
    const card = this.#cards.get(command.iccid) ?? new CardState()
    this.#cards.set(command.iccid, card)
    card.apply(command, now)
  }
}

function accepted({ commandId, iccid }: Command, at: number): CommandResult {
  return { commandId, iccid, status: 'accepted', outcome: null, errorCode: null, at }
}

function completed({ commandId, iccid }: Command, at: number): CommandResult {
  return { commandId, iccid, status: 'completed', outcome: 'success', errorCode: null, at }
}

function failed({ commandId, iccid }: Command, errorCode: string, at: number): CommandResult {
  return { commandId, iccid, status: 'completed', outcome: 'failed', errorCode, at }
}
