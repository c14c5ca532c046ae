import { expect, test } from 'vitest'
import { parseMetrics, total, totalsBy } from './read-metrics.ts'

const SAMPLES = parseMetrics(`# HELP simwarden_consumer_lag_records Records not yet read
# TYPE simwarden_consumer_lag_records gauge
simwarden_consumer_lag_records{topic="card.events",partition="0",process="detector"} 7
simwarden_consumer_lag_records{topic="card.events",partition="1",process="detector"} 5
simwarden_consumer_lag_records{topic="other",partition="1",process="detector"} 1e3
simwarden_proposals_held{reason="person"} 2
simwarden_proposals_held{reason="budget"} 0
up 1
`)

test('adds up a figure over its labels', () => {
  expect(total(SAMPLES, 'consumer_lag_records')).toBe(1_012)
  expect(total(SAMPLES, 'consumer_lag_records', { topic: 'card.events' })).toBe(12)
  expect(total(SAMPLES, 'up')).toBe(1)
  expect(total(SAMPLES, 'absent')).toBe(0)
})

test('tells a figure by a label, without what is nothing', () => {
  expect(totalsBy(SAMPLES, 'proposals_held', 'reason')).toEqual({ person: 2 })
})
