import { expect, test } from 'vitest'
import { readConfig } from '#runtime/config.ts'
import { Config } from './config.ts'

const REACHED = { KAFKA_BROKERS: '127.0.0.1:9092', CLICKHOUSE_URL: 'http://127.0.0.1:8123' }

test('answers on 127.0.0.1:18800 unless told otherwise', () => {
  expect(readConfig(Config, REACHED)).toMatchObject({
    CONSOLE_HOST: '127.0.0.1',
    CONSOLE_PORT: 18_800,
  })
})

test.each(['0.0.0.0', '::', '10.0.0.5', 'console.example'])(
  'refuses %s, as there is no login',
  (host) => {
    expect(() => readConfig(Config, { ...REACHED, CONSOLE_HOST: host })).toThrow(
      /CONSOLE_HOST is .*no login yet/,
    )
  },
)
