import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { ConfigError, clickhouse, connection, readConfig, secret } from './config.ts'
import { Secret } from './secret.ts'

const Schema = z.object({ ...connection, ...clickhouse, PEER_KEY: secret('32 bytes in hex') })

const right = {
  KAFKA_BROKERS: '127.0.0.1:9092, localhost:9093',
  CLICKHOUSE_URL: 'http://127.0.0.1:8123',
  PEER_KEY: 'hush-hush',
}

function problemsOf(environment: Record<string, string>): readonly string[] {
  try {
    readConfig(Schema, environment)
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
}

describe('readConfig', () => {
  it('fills in what is not said', () => {
    expect(readConfig(Schema, right)).toMatchObject({
      KAFKA_BROKERS: ['127.0.0.1:9092', 'localhost:9093'],
      CLICKHOUSE_DATABASE: 'simwarden',
      LOG_LEVEL: 'info',
      OPS_PORT: 0,
      TOPIC_PREFIX: '',
      CLOCK: 'wall',
    })
  })

  it('takes an empty variable for one that is not set', () => {
    expect(readConfig(Schema, { ...right, OPS_PORT: '', CLOCK: '' })).toMatchObject({
      OPS_PORT: 0,
      CLOCK: 'wall',
    })
    expect(problemsOf({ ...right, KAFKA_BROKERS: '' })).toEqual([
      'KAFKA_BROKERS is missing (brokers as host:port, comma separated, such as 127.0.0.1:9092)',
    ])
  })

  it('names every bad variable at once, its value and what it takes', () => {
    const problems = problemsOf({
      KAFKA_BROKERS: 'no-port',
      CLICKHOUSE_URL: '127.0.0.1',
      OPS_PORT: 'abc',
      CLOCK: 'sun',
    })
    expect(problems.map((problem) => problem.split(' ')[0]).toSorted()).toEqual([
      'CLICKHOUSE_URL',
      'CLOCK',
      'KAFKA_BROKERS',
      'KAFKA_BROKERS',
      'OPS_PORT',
      'PEER_KEY',
    ])
    expect(problems.join('\n')).toContain('CLOCK is "sun":')
    expect(problems.join('\n')).toContain('PEER_KEY is missing (32 bytes in hex)')
  })

  it('refuses plaintext to another machine unless it is allowed', () => {
    const away = { ...right, KAFKA_BROKERS: 'kafka.example:9092,[::1]:9092' }
    expect(problemsOf(away)).toEqual([expect.stringContaining('kafka.example')])
    expect(problemsOf({ ...right, CLICKHOUSE_URL: 'http://10.0.0.7:8123' })).toHaveLength(1)
    expect(problemsOf({ ...right, CLICKHOUSE_URL: 'https://10.0.0.7:8443' })).toEqual([])
    expect(problemsOf({ ...away, ALLOW_INSECURE: '1' })).toEqual([])
  })

  it('never shows a secret', () => {
    const config = readConfig(Schema, { ...right, CLICKHOUSE_PASSWORD: 'hush-too' })
    const shown = [JSON.stringify(config), inspect(config), `${config.PEER_KEY}`].join()
    expect(shown).not.toContain('hush')
    expect(config.PEER_KEY.reveal()).toBe('hush-hush')
    const short = z.object({ PEER_KEY: secret('a key').refine(() => false, 'too short') })
    expect(() => readConfig(short, right)).toThrow('PEER_KEY is ***: too short (a key)')
    expect(() =>
      readConfig(Schema, { ...right, CLICKHOUSE_URL: 'http://u:hush@127.0.0.1' }),
    ).toThrow(expect.objectContaining({ message: expect.not.stringContaining('hush') }))
  })

  it('is a Secret also for its type', () => {
    expect(readConfig(Schema, right).PEER_KEY).toBeInstanceOf(Secret)
  })
})
