import { hash } from 'node:crypto'
import type { PolicyRecord } from '#schemas/card-event.ts'
import type { Remedy } from '#schemas/policy-document.ts'

/** What the gate needs of the rules in force. */
export interface GatePolicy {
  readonly version: string
  /** A higher one replaces a lower one. */
  readonly number: number
  readonly contentHash: string
  readonly remedies: ReadonlyMap<string, Remedy>
  /** Numbers that are the operator's own: protected. */
  readonly ownNumbers: ReadonlySet<string>
}

export function gatePolicyOf({ version, document }: PolicyRecord): GatePolicy {
  return {
    version,
    number: Number(version.slice(version.lastIndexOf('@') + 1)),
    contentHash: hash('sha256', JSON.stringify(document)),
    remedies: new Map(Object.entries(document.remedies)),
    ownNumbers: new Set(document.lists.ownNumbers),
  }
}

/** Where the holder turns to, by the card's carrier; undefined when the policy does not say. */
export function remedyFor({ remedies }: GatePolicy, carrier: string | null): Remedy | undefined {
  return remedies.get(carrier ?? 'other') ?? remedies.get('other')
}
