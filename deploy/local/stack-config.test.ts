import { expect, test } from 'vitest'
import { DEFAULT_STACK_DIR } from './local-folders.ts'
import { readStackConfig } from './stack-config.ts'

test('an empty environment starts both servers on the default ports', () => {
  expect(readStackConfig({ KAFKA_BROKERS: '' })).toEqual({
    brokers: ['127.0.0.1:19092'],
    clickhouseUrl: 'http://127.0.0.1:18123',
    isGiven: { kafka: false, clickhouse: false },
    ports: { kafka: 19_092, kafkaController: 19_093, clickhouse: 18_123 },
    dataDir: DEFAULT_STACK_DIR,
    topicPrefix: '',
    database: 'simwarden',
  })
})

test('the ports move', () => {
  const { ports, brokers } = readStackConfig({ KAFKA_PORT: '9', CLICKHOUSE_PORT: '10' })

  expect(ports).toEqual({ kafka: 9, kafkaController: 19_093, clickhouse: 10 })
  expect(brokers).toEqual(['127.0.0.1:9'])
})

test('servers that are named are used, and not started', () => {
  const config = readStackConfig({
    KAFKA_BROKERS: 'a.example:9092,b.example:9093',
    CLICKHOUSE_URL: 'https://user:secret@c.example:8443',
  })

  expect(config.isGiven).toEqual({ kafka: true, clickhouse: true })
  expect(config.brokers).toEqual(['a.example:9092', 'b.example:9093'])
  expect(config.clickhouseUrl).toBe('https://user:secret@c.example:8443')
})

test('all that is wrong is said in one line', () => {
  const bad = { KAFKA_BROKERS: 'nohost', KAFKA_PORT: '70000', CLICKHOUSE_DATABASE: 'a;b' }

  expect(() => readStackConfig(bad)).toThrow(
    /^Cannot use the environment: KAFKA_BROKERS: .*; KAFKA_PORT: .*; CLICKHOUSE_DATABASE: [^\n]*$/,
  )
})
