import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

const PREFIX = 'simwarden_'

/** Labels only from closed sets: never a card, a number of a person or free text. */
type Labels = readonly string[]

export interface HistogramOptions {
  readonly labels?: Labels
  readonly buckets?: number[]
}

/** The figures of one process, named `simwarden_<name>`. */
export type Metrics = ReturnType<typeof createMetrics>

/** A registry of its own for a process, with what every process counts; add more by `counter` etc. */
export function createMetrics(process: string) {
  const registry = new Registry()
  registry.setDefaultLabels({ process })
  collectDefaultMetrics({ register: registry, prefix: PREFIX })
  const registers = [registry]

  function counter(name: string, help: string, labels: Labels = []) {
    return new Counter({ name: PREFIX + name, help, labelNames: labels, registers })
  }
  function gauge(name: string, help: string, labels: Labels = []) {
    return new Gauge({ name: PREFIX + name, help, labelNames: labels, registers })
  }
  function histogram(name: string, help: string, { labels = [], buckets }: HistogramOptions = {}) {
    const shape = { name: PREFIX + name, help, labelNames: labels, registers }
    return new Histogram(buckets ? { ...shape, buckets } : shape)
  }

  return {
    registry,
    counter,
    gauge,
    histogram,
    eventsReceived: counter('events_received_total', 'Records read', ['topic']),
    eventsSent: counter('events_sent_total', 'Records acknowledged', ['topic']),
    eventsDiscarded: counter('events_discarded_total', 'Records without effect', ['reason']),
    /** `stage`: receive, process or send. */
    errors: counter('errors_total', 'Errors by stage', ['stage']),
    deadLetters: counter('dead_letters_total', 'Records not understood', ['class']),
    consumerLag: gauge('consumer_lag_records', 'Records not yet read', ['topic', 'partition']),
  }
}
