import { expect, test } from 'vitest'
import { brokerProperties, propertiesEnv, propertiesFile } from './broker-properties.ts'

const properties = brokerProperties({
  bindHost: '127.0.0.1',
  bindPort: 19_092,
  advertised: '127.0.0.1:19092',
  controllerPort: 19_093,
})

test('the broker listens on the loopback interface alone', () => {
  expect(properties).toMatchObject({
    listeners: 'PLAINTEXT://127.0.0.1:19092,CONTROLLER://127.0.0.1:19093',
    'advertised.listeners': 'PLAINTEXT://127.0.0.1:19092',
    'controller.quorum.voters': '1@127.0.0.1:19093',
  })
})

test('the file has a line for each setting and escapes backslashes', () => {
  expect(propertiesFile({ 'node.id': '1', 'log.dirs': 'C:\\data' })).toBe(
    'node.id=1\nlog.dirs=C:\\\\data\n',
  )
})

test('a container takes the same settings as variables', () => {
  expect(propertiesEnv({ 'node.id': '1', listeners: 'PLAINTEXT://:9092' })).toEqual({
    KAFKA_NODE_ID: '1',
    KAFKA_LISTENERS: 'PLAINTEXT://:9092',
  })
})
