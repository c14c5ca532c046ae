import { expect, test } from 'vitest'
import { readConfig } from '#runtime/config.ts'
import { feedSettings, fileSettings, liveSettings } from './config.ts'

const BROKERS = { KAFKA_BROKERS: '127.0.0.1:9092' }

test('needs nothing but Kafka for the demo', () => {
  const config = readConfig(liveSettings, { ...BROKERS, CLOCK: 'feed' })
  expect(feedSettings(config)).toMatchObject({ cards: 10_000, endAt: null, eventsPerHour: null })
})

test('turns wall seconds into feed time', () => {
  const config = readConfig(fileSettings, { RUN_SECONDS: '60', SPEED: '120', RATE: '2000' })
  const { startAt, endAt, eventsPerHour } = feedSettings(config)
  expect((endAt ?? 0) - startAt).toBe(2 * 3_600_000)
  expect(eventsPerHour).toBe(60_000)
})

test('says every setting that is wrong', () => {
  const bad = { ...BROKERS, CLOCK: 'feed', CARDS: '-1', START: 'today', RATE: '0' }
  expect(() => readConfig(liveSettings, bad)).toThrow(/CARDS[\s\S]*START[\s\S]*RATE/)
})

test('cannot run faster than the wall when the wall is the clock', () => {
  expect(() => readConfig(liveSettings, { ...BROKERS, CLOCK: 'wall' })).toThrow(/SPEED/)
  expect(readConfig(liveSettings, { ...BROKERS, CLOCK: 'wall', SPEED: '1' }).SPEED).toBe(1)
})
