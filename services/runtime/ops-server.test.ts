import { afterEach, expect, it } from 'vitest'
import type { Finding } from './condition.ts'
import { createLogger } from './logger.ts'
import { createMetrics } from './metrics.ts'
import { type OpsServer, opsServer } from './ops-server.ts'

const logger = createLogger({ name: 'test', level: 'silent' })
const servers: OpsServer[] = []

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()))
})

async function start(ready: () => Finding, port = 0) {
  const metrics = createMetrics('test')
  const settings = { host: '127.0.0.1', port, registry: metrics.registry, logger }
  const server = opsServer({ ...settings, ready: { consumer: ready } })
  servers.push(server)
  await server.start(new AbortController().signal)
  const get = (path: string) => fetch(`http://127.0.0.1:${server.port}${path}`)
  return { server, metrics, get }
}

it('answers 200 or 503 with the reasons', async () => {
  let finding: Finding = { ok: false, reason: 'The group is not joined' }
  const { get } = await start(() => finding)
  const before = await get('/readyz')
  expect(before.status).toBe(503)
  expect(await before.json()).toEqual({
    ok: false,
    reasons: { consumer: 'The group is not joined' },
  })
  finding = { ok: true }
  expect((await get('/readyz?probe')).status).toBe(200)
  expect((await get('/livez')).status).toBe(200)
  expect((await get('/startupz')).status).toBe(200)
  expect((await get('/else')).status).toBe(404)
})

it('serves the figures of this process only', async () => {
  const { get, metrics } = await start(() => ({ ok: true }))
  metrics.eventsReceived.inc({ topic: 'card.events' }, 3)
  metrics.gauge('watermark_delay_seconds', 'Test').set(4)
  const text = await (await get('/metrics')).text()
  expect(text).toContain('simwarden_events_received_total{topic="card.events",process="test"} 3')
  expect(text).toContain('simwarden_watermark_delay_seconds{process="test"} 4')
})

it('says which port is taken', async () => {
  const { server } = await start(() => ({ ok: true }))
  await expect(start(() => ({ ok: true }), server.port)).rejects.toThrow(
    `Cannot listen on OPS_PORT 127.0.0.1:${server.port}`,
  )
})
