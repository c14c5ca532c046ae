import { once } from 'node:events'
import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { freePorts, LOOPBACK, requireFreePort } from './ports.ts'
import { StackError } from './stack-error.ts'

test('free ports differ and are free', async () => {
  const ports = await freePorts()

  expect(new Set(Object.values(ports)).size).toBe(3)
  await requireFreePort('kafka', ports.kafka)
  await requireFreePort('clickhouse', ports.clickhouse)
})

test('a taken port is one line that names it and the variable that moves it', async () => {
  const { kafka: port } = await freePorts()
  const squatter = createServer().listen(port, LOOPBACK)
  await once(squatter, 'listening')

  const error = await requireFreePort('kafka', port).catch((reason: unknown) => reason)
  squatter.close()

  expect(error).toBeInstanceOf(StackError)
  expect((error as StackError).message).toBe(
    `Port ${port} is taken: stop what listens on 127.0.0.1:${port}, or set KAFKA_PORT to a free port`,
  )
})
