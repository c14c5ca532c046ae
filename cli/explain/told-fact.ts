import type { GroupFact } from '#schemas/group-fact.ts'

/** A fact of a group as people are told of it. */
export interface ToldFact {
  readonly eventTime: number
  readonly kind: GroupFact['kind']
  /** The card it is about; null: about the group as one partition sees it. */
  readonly iccid: string | null
  /** `source/eventId` of the record behind it. */
  readonly event: string | null
  /** What a subtotal counts. */
  readonly measure: string | null
  /** Of a subtotal or of used data; null: there is none. */
  readonly value: number | null
}

export function toldFact(fact: GroupFact): ToldFact {
  const { kind, eventTime } = fact
  const told = { kind, eventTime, iccid: null, event: null, measure: null, value: null }
  switch (fact.kind) {
    case 'refusal':
      return { ...told, value: Number(fact.valid) }
    case 'subtotal':
      return { ...told, measure: fact.measure, value: fact.value }
    case 'cardBytes':
      return { ...told, iccid: fact.card.iccid, event: fact.event, value: fact.bytes }
    case 'member':
    case 'unanswered':
    case 'call':
      return { ...told, iccid: fact.card.iccid, event: fact.event }
  }
}
