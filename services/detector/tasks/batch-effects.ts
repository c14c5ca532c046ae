import type { DeadLetterOutput, Effects, MarkOutput } from '../ports.ts'
import type { LogRecord, Mark, Refusal, Sinks } from './ports.ts'

export interface BatchEffectsOptions {
  readonly partition: number
  readonly sinks: Sinks
  /** Ends the waiting of what goes to the log. */
  readonly signal: AbortSignal
  /** Told once the core is done with these records: what fails from here on is an effect. */
  onFolded(): void
  onMarks(marks: readonly Mark[]): void
}

/** Where the outputs of these records go. */
export function batchEffects(
  records: readonly LogRecord[],
  { partition, sinks, signal, onFolded, onMarks }: BatchEffectsOptions,
): Effects {
  return {
    async publishAlerts(alerts) {
      onFolded()
      if (alerts.length > 0) await sinks.publishAlerts(alerts, signal)
    },
    async sendProposals(proposals) {
      if (proposals.length > 0) await sinks.sendProposals(proposals, signal)
    },
    async sendFacts(facts) {
      if (facts.length > 0) await sinks.sendFacts(facts, signal)
    },
    async keepDeadLetters(letters) {
      onFolded()
      const refusals = letters.flatMap((letter) => refusalOf(letter, records))
      if (refusals.length > 0) await sinks.keepDeadLetters(partition, refusals, signal)
    },
    // Detection does not wait for the store; the next checkpoint does.
    async keepMarks(marks) {
      onMarks(marks.map(markOf))
    },
  }
}

function refusalOf(letter: DeadLetterOutput, records: readonly LogRecord[]): Refusal[] {
  const record = records.find(({ offset }) => offset === letter.offset)
  return record ? [{ record, class: letter.class, reason: letter.reason }] : []
}

function markOf({ type, offset, iccid, eventTime, source, eventId, detail }: MarkOutput): Mark {
  const words = [`${source}/${eventId}`, detail].filter((word) => word !== '')
  return { offset, mark: type, iccid, eventTime, detail: words.join(': ') }
}
