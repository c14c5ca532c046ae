import { expect, test } from 'vitest'
import { readConfig } from '#runtime/config.ts'
import { IngestConfig } from './config.ts'

const right = { KAFKA_BROKERS: '127.0.0.1:9092', PEER_TOKEN_KEY: 'x'.repeat(16) }

test('needs brokers and a key, and no more', () => {
  expect(readConfig(IngestConfig, right)).toMatchObject({ PEER_TOKEN_VERSION: 1, CLOCK: 'wall' })
})

test('says all that is wrong, and never the key', () => {
  const wrong = { PEER_TOKEN_KEY: 'too-short', PEER_TOKEN_VERSION: '0', CLOCK: 'sun' }
  const read = () => readConfig(IngestConfig, wrong)
  expect(read).toThrow(/KAFKA_BROKERS.*PEER_TOKEN_KEY.*PEER_TOKEN_VERSION/s)
  expect(read).not.toThrow(/too-short/)
})
