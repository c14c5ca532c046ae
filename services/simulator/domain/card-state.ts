import type { Command } from '#schemas/command.ts'

type CardFunction = 'voice' | 'sms' | 'data'

interface Attempt {
  readonly service: CardFunction
  readonly eventTime: number
  readonly peerKind?: string | null | undefined
}

/** What of a card is closed at its carrier, and since when. */
export class CardState {
  #suspendedAt: number | null = null
  readonly #barredAt = new Map<CardFunction, number>()
  #lastDecidedAt = 0

  get isSuspended(): boolean {
    return this.#suspendedAt !== null
  }

  /** The decision done last; an older one comes too late. */
  get lastDecidedAt(): number {
    return this.#lastDecidedAt
  }

  /** `flag` and `reverify` change nothing on the network. */
  apply({ action, functions, decidedAt }: Command, now: number): void {
    this.#lastDecidedAt = decidedAt
    if (action === 'suspend') this.#suspendedAt ??= now
    if (action === 'resume') this.#suspendedAt = null
    for (const name of functions ?? []) {
      if (action === 'bar' && !this.#barredAt.has(name)) this.#barredAt.set(name, now)
      if (action === 'unbar') this.#barredAt.delete(name)
    }
  }

  /** What began before the card was stopped has happened. No bar stops an emergency call. */
  allows({ service, eventTime, peerKind }: Attempt): boolean {
    if (this.#suspendedAt !== null && eventTime >= this.#suspendedAt) return false
    if (peerKind === 'emergency') return true
    return eventTime < (this.#barredAt.get(service) ?? Infinity)
  }
}
