import { expect, test } from 'vitest'
import { javaFault, mavenFault } from './requirements.ts'

test.each([
  ['openjdk version "17.0.15" 2025-04-15'],
  ['openjdk version "21" 2023-09-19'],
  ['java version "25-ea" 2025-09-16'],
])('%s runs Kafka', (text) => {
  expect(javaFault(text)).toBeNull()
})

test.each([
  ['java version "1.8.0_412"', 'found 8'],
  ['openjdk version "11.0.2" 2019-01-15', 'found 11'],
  ['who knows', 'found an unknown version'],
])('%s is too old', (text, found) => {
  expect(javaFault(text)).toContain(found)
})

test('a missing program is one line that names the packages and the ways without it', () => {
  for (const message of [javaFault(null), mavenFault(null)]) {
    expect(message).toContain('missing')
    expect(message).toContain('openjdk-17-jre-headless maven')
    expect(message).toContain('KAFKA_BROKERS')
    expect(message).toContain('TEST_STACK=containers')
    expect(message).not.toContain('\n')
  }
})
