import type { DeadLetters, Refusal } from '#runtime/dead-letter.ts'
import type { Producer, RefusedRecord } from '#runtime/kafka-producer.ts'
import type { Metrics } from '#runtime/metrics.ts'
import type { OutgoingRecord } from '#runtime/records.ts'
import type { Outcome, Publisher } from '../ports.ts'

export interface PublisherParts {
  readonly producer: Producer
  readonly deadLetters: DeadLetters
  readonly metrics: Metrics
}

type Event = Extract<Outcome, { status: 'usage' | 'profile' }>

/** Sends events to `card.events`, cards to `card.profiles`, and what is refused to `dead.letters`. */
export function kafkaPublisher({ producer, deadLetters, metrics }: PublisherParts): Publisher {
  return {
    /** The register comes after the log: a crash in between sends the profile once more, not never. */
    async publish(from, outcomes, signal) {
      const sent = new Map<OutgoingRecord, Event>()
      for (const outcome of outcomes) {
        if (outcome.status === 'usage' || outcome.status === 'profile') {
          sent.set(toCardEvent(outcome), outcome)
        }
      }
      const tooMuch = await producer.send('card.events', [...sent.keys()], signal)
      const cards = outcomes.flatMap(toRegister)
      // A card whose register entry is too large is found by its iccid only.
      await producer.send('card.profiles', cards, signal)

      const refused: Refusal[] = outcomes.filter((outcome) => outcome.status === 'refused')
      const unsent = tooMuch.flatMap((refusal) => {
        const event = sent.get(refusal.record)
        return event ? [toRefusal(event, refusal)] : []
      })
      await deadLetters.keep(from, [...refused, ...unsent], signal)

      const tombstones = outcomes.filter(({ status }) => status === 'tombstone').length
      metrics.eventsDiscarded.inc({ reason: 'tombstone' }, tombstones)
    },
  }
}

function toCardEvent(event: Event): OutgoingRecord {
  const value = event.status === 'usage' ? event.usage : event.profile
  return { key: value.iccid, value: JSON.stringify(value) }
}

function toRegister(outcome: Outcome): OutgoingRecord[] {
  if (outcome.status !== 'profile' || !outcome.card) return []
  const { profile, card } = outcome
  return [{ key: profile.iccid, value: JSON.stringify({ ...profile, spells: card.spells }) }]
}

function toRefusal({ record }: Event, { reason, sizeBytes }: RefusedRecord): Refusal {
  if (reason === 'too-large') {
    return { record, class: 'oversize', reason: `${sizeBytes} bytes are too many for card.events` }
  }
  return { record, class: 'defect', reason: 'the broker refuses the record for card.events' }
}
