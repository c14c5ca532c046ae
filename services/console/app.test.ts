import { pino } from 'pino'
import { expect, test } from 'vitest'
import { type AppOptions, createApp } from './app.ts'
import { LiveLog } from './domain/live-log.ts'
import { alert, CARD, derivedId, NOON, proposal } from './fixtures.ts'
import { LIVE_TOPICS, readNews } from './pipeline.ts'
import { type History, HistoryAway } from './ports.ts'

const AWAY: History = {
  ask: () => Promise.reject(new HistoryAway('Cannot ask ClickHouse')),
}
const EMPTY: History = { ask: () => Promise.resolve([]) }

function liveLog(): LiveLog {
  const live = new LiveLog({ topics: LIVE_TOPICS, capacity: 100 })
  live.begin(LIVE_TOPICS.map((topic) => ({ topic, partition: 0, offset: 0 })))
  return live
}

function tell(live: LiveLog, topic: string, offset: number, value: unknown): void {
  const news = readNews(topic, Buffer.from(JSON.stringify(value)))
  live.append({ topic, partition: 0, offset }, news.status === 'ok' ? news.value : null)
}

function app(options: Partial<AppOptions> = {}) {
  const logger = pino({ level: 'silent' })
  const known = { history: EMPTY, live: liveLog(), pagesDir: '/nonexistent', logger }
  return createApp({ ...known, ...options })
}

const HERE = { host: '127.0.0.1:18800' }

test.each([
  ['another name', { host: 'rebound.example' }, 421],
  ['another site', { ...HERE, 'sec-fetch-site': 'cross-site' }, 403],
  ['another port of this machine', { ...HERE, 'sec-fetch-site': 'same-site' }, 403],
  ['its own page', { ...HERE, 'sec-fetch-site': 'same-origin' }, 200],
  ['a client that is no browser', HERE, 200],
])('who comes by %s', async (_, headers, status) => {
  const { statusCode } = await (await app()).inject({ url: '/api/alerts', headers })
  expect(statusCode).toBe(status)
})

test('nothing is stored, and nothing foreign or inline runs', async () => {
  const { headers } = await (await app()).inject({ url: '/api/alerts', headers: HERE })
  expect(headers['cache-control']).toBe('no-store')
  const policy = String(headers['content-security-policy'])
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("script-src 'self'")
  expect(policy).not.toMatch(/unsafe|https?:/)
  expect(headers).not.toHaveProperty('access-control-allow-origin')
})

test('it only reads', async () => {
  const console_ = await app()
  for (const method of ['POST', 'PUT', 'DELETE'] as const) {
    const { statusCode } = await console_.inject({ method, url: '/api/alerts', headers: HERE })
    expect(statusCode).toBe(404)
  }
})

test('says how to build the pages when they are not there', async () => {
  const answer = await (await app()).inject({ url: '/', headers: HERE })
  expect(answer.statusCode).toBe(503)
  expect(answer.body).toContain('npm run build')
})

test('a client that does not take events gets 406', async () => {
  const headers = { ...HERE, accept: 'application/json' }
  const { statusCode } = await (await app()).inject({ url: '/live', headers })
  expect(statusCode).toBe(406)
})

test.each(['days=0', 'severity=awful', 'limit=100000', 'before=1', 'mode=x'])(
  'refuses %s with what is wrong about it',
  async (query) => {
    const answer = await (await app()).inject({ url: `/api/alerts?${query}`, headers: HERE })
    expect(answer.statusCode).toBe(400)
    expect(answer.json().detail).toContain(query.split('=')[0])
  },
)

test('while the history is away a list says so, and a live alert is still explained', async () => {
  const live = liveLog()
  const raised = alert()
  tell(live, 'card.alerts', 0, raised)
  tell(live, 'enforcement.events', 0, proposal(raised))
  const console_ = await app({ history: AWAY, live })

  const list = await console_.inject({ url: '/api/alerts', headers: HERE })
  expect(list.statusCode).toBe(503)
  expect(list.json().detail).toMatch(/cannot be reached/)

  const url = `/api/alerts/${raised.openedAt}/${raised.alertId}`
  const explained = await console_.inject({ url, headers: HERE })
  expect(explained.statusCode).toBe(200)
  expect(explained.json()).toMatchObject({
    alert: { card: '…901234', steps: [{ step: 'proposed', action: 'suspend' }] },
    features: [{ name: 'voiceEvents.lifetime', observed: 1, threshold: 0 }],
    samples: null,
  })
})

test('an alert that is not archived yet stands in the list, masked', async () => {
  const live = liveLog()
  tell(live, 'card.alerts', 0, alert())
  const answer = await (await app({ live })).inject({ url: '/api/alerts', headers: HERE })
  expect(answer.json().alerts).toMatchObject([{ card: '…901234', revision: 1 }])
  expect(answer.body).not.toContain(CARD)
})

test('an alert that nobody knows is not found', async () => {
  const url = `/api/alerts/${NOON}/${derivedId('nobody')}`
  const { statusCode } = await (await app()).inject({ url, headers: HERE })
  expect(statusCode).toBe(404)
})

test('an error of ours says nothing of itself but a number that the log has too', async () => {
  const history: History = { ask: () => Promise.reject(new Error('secret detail')) }
  const answer = await (await app({ history })).inject({ url: '/api/alerts', headers: HERE })
  expect(answer.statusCode).toBe(500)
  expect(answer.body).not.toContain('secret detail')
  expect(answer.json().requestId).toMatch(/\S/)
})
