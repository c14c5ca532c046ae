import { beforeAll, expect, test } from 'vitest'
import { startConsole, type TestConsole } from '../../test/support/test-console.ts'
import { useStack } from '../../test/support/test-stack.ts'
import * as made from './fixtures.ts'

const stack = useStack()
const HERE = { host: '127.0.0.1' }
const { NOON, CARD } = made
const MINUTE_MS = 60_000

const breach = made.alert({ alertId: made.derivedId('breach') })
const suspend = made.proposal(breach)
const held = made.proposal(breach, { action: 'bar', functions: ['voice'], decidedAt: NOON + 100 })
const older = made.alert({
  alertId: made.derivedId('older'),
  openedAt: NOON - MINUTE_MS,
  lastAt: NOON - MINUTE_MS,
  detector: 'call-rate',
  severity: 'medium',
  mode: 'shadow',
  iccid: made.OTHER_CARD,
})
const ancient = made.alert({ alertId: made.derivedId('ancient'), openedAt: NOON - 8 * 86_400_000 })

let served: TestConsole

beforeAll(async () => {
  served = await startConsole(stack)
  const { client } = served.database
  await client.insert({
    table: 'alerts',
    format: 'JSONEachRow',
    values: [
      made.alertRow({ ...breach, severity: 'medium' }),
      made.alertRow({ ...breach, revision: 2 }),
      made.alertRow(older),
      made.alertRow(ancient),
    ],
  })
  await client.insert({
    table: 'commands',
    format: 'JSONEachRow',
    values: [
      ...made.stepRows(suspend, [
        { step: 'received', at: NOON + 250 },
        { step: 'sent', at: NOON + 500 },
        { step: 'accepted', at: NOON + 900 },
        { step: 'completed', at: NOON + 2_200 },
      ]),
      ...made.stepRows(held, [{ step: 'held', at: NOON + 300, reason: 'budget' }]),
    ],
  })
  await client.insert({
    table: 'usage',
    format: 'JSONEachRow',
    values: [
      made.usageRow({ eventTime: NOON, eventId: 'a1' }),
      made.usageRow({ eventTime: NOON, eventId: 'a1', ver: 2 }),
      made.usageRow({ eventTime: NOON - 90 * MINUTE_MS, direction: 'incoming' }),
      made.usageRow({ eventTime: NOON - 95 * MINUTE_MS, service: 'sms' }),
      made.usageRow({
        eventTime: NOON - 100 * MINUTE_MS,
        service: 'data',
        bytesUplink: 1_000,
        bytesDownlink: 2_000,
      }),
      made.usageRow({ eventTime: NOON + MINUTE_MS }),
      made.usageRow({ eventTime: NOON, iccid: made.OTHER_CARD }),
    ],
  })
})

async function get(url: string) {
  const answer = await served.app.inject({ url, headers: HERE })
  return { status: answer.statusCode, body: answer.body, json: answer.json() }
}

test('the list holds the newest revision of each alert of the range, with what was done', async () => {
  const { json } = await get('/api/alerts')
  expect(json.alerts).toMatchObject([
    { alertId: breach.alertId, revision: 2, severity: 'critical', card: '…901234' },
    { alertId: older.alertId, mode: 'shadow', steps: [] },
  ])
  const steps = json.alerts[0].steps.map(({ action, step }: Record<string, string>) => [
    action,
    step,
  ])
  expect(steps).toEqual([
    ['bar', 'proposed'],
    ['suspend', 'proposed'],
    [null, 'held'],
    ['suspend', 'sent'],
    ['suspend', 'accepted'],
    ['suspend', 'completed'],
  ])
  expect(json.alerts[0].steps[0].functions).toEqual(['voice'])
})

test('filters look at the newest revision', async () => {
  const idsFor = async (query: string) => {
    const { json } = await get(`/api/alerts?${query}`)
    return json.alerts.map(({ alertId }: { alertId: string }) => alertId)
  }
  expect(await idsFor('severity=medium')).toEqual([older.alertId])
  expect(await idsFor('mode=live')).toEqual([breach.alertId])
  expect(await idsFor('detector=call-rate')).toEqual([older.alertId])
  expect(await idsFor('days=30')).toEqual([breach.alertId, older.alertId, ancient.alertId])
})

test('pages go on where the one before ended', async () => {
  const first = await get('/api/alerts?limit=1&days=30')
  const second = await get(`/api/alerts?limit=2&days=30&before=${first.json.before}`)
  expect(second.json.alerts).toMatchObject([
    { alertId: older.alertId },
    { alertId: ancient.alertId },
  ])
  expect(second.json.before).toBeNull()
})

test('an alert is explained by its stored evidence and the records it names', async () => {
  const { json } = await get(`/api/alerts/${breach.openedAt}/${breach.alertId}`)
  expect(json).toMatchObject({
    alert: { revision: 2, card: '…901234' },
    features: [{ name: 'voiceEvents.lifetime', observed: 1, threshold: 0, contribution: 1 }],
    policyVersion: 'cn-default@7',
    samples: [{ eventTime: NOON, service: 'voice', peer: 't1:9f2c7d0e…', imei: '86012345…' }],
  })
})

test('the usage of the day before counts each record once, up to the alert', async () => {
  const { json } = await get(`/api/alerts/${breach.openedAt}/${breach.alertId}/usage`)
  expect(json.hours).toHaveLength(24)
  expect(json.hours.at(-1)).toMatchObject({ callsOutgoing: 1, callsIncoming: 0, sms: 0, bytes: 0 })
  expect(json.hours.at(-3)).toMatchObject({
    callsOutgoing: 0,
    callsIncoming: 1,
    sms: 1,
    bytes: 3_000,
  })
})

test('the summary counts alerts, and proposals by what became of them', async () => {
  const { json } = await get('/api/summary?days=30')
  expect(json.alerts).toMatchObject({ live: 2, shadow: 1, critical: 2, medium: 0, cards: 1 })
  expect(json.actions).toMatchObject({ suspended: 1, barred: 0, held: 1 })
  expect(json.detectors).toContainEqual({ detector: 'call-rate', alerts: 1 })
})

test('no answer holds a number of a card, a person or a device', async () => {
  const urls = [
    '/api/alerts?days=30',
    '/api/summary',
    `/api/alerts/${breach.openedAt}/${breach.alertId}`,
    `/api/alerts/${breach.openedAt}/${breach.alertId}/usage`,
  ]
  for (const url of urls) {
    const { body } = await get(url)
    for (const secret of [
      CARD,
      made.OTHER_CARD,
      '460001234567890',
      '13800138000',
      '86012345678901',
    ]) {
      expect(body).not.toContain(secret)
    }
  }
})

test('what comes live is told within the stream, masked, and stands in the list before it is archived', async () => {
  await using stream = await openStream()
  const fresh = made.alert({
    alertId: made.derivedId('fresh'),
    openedAt: NOON + 1,
    lastAt: NOON + 1,
  })
  const proposed = made.proposal(fresh)
  await served.publish('card.alerts', fresh)
  await served.publish('enforcement.events', { kind: 'tick', eventTime: NOON })
  await served.publish('enforcement.events', proposed)
  await served.publish('card.commands', made.command(proposed))
  await served.publish('enforcement.events', made.result(proposed))

  const told = await stream.events(5)
  expect(told[0]?.event).toBe('hello')
  const steps = told.slice(1).map(({ event, data }) => [event, JSON.parse(data).step?.step])
  expect(steps.toSorted()).toEqual([
    ['alert', undefined],
    ['step', 'completed'],
    ['step', 'proposed'],
    ['step', 'sent'],
  ])
  expect(JSON.stringify(told)).not.toContain(CARD)

  const { json } = await get('/api/alerts?limit=1')
  expect(json.alerts[0]).toMatchObject({ alertId: fresh.alertId, card: '…901234' })
  expect(json.alerts[0].steps).toHaveLength(3)
})

test('a stream that broke off goes on behind the last event, and a foreign one is reset', async () => {
  const { json } = await get('/api/alerts')
  const missed = made.alert({ alertId: made.derivedId('missed'), openedAt: NOON + 2 })
  await served.publish('card.alerts', missed)
  {
    await using stream = await openStream({ 'last-event-id': json.position })
    const [hello, first] = await stream.events(2)
    expect(hello).toMatchObject({ event: 'hello', id: json.position })
    expect(JSON.parse(first?.data ?? '')).toMatchObject({ alertId: missed.alertId })
  }
  await using foreign = await openStream({ 'last-event-id': 'zz.zz~zz~zz.zz~zz.zz' })
  expect(await foreign.events(1)).toMatchObject([{ event: 'reset' }])
})

test('an idle stream beats', async () => {
  await using stream = await openStream()
  await stream.text(': heartbeat')
})

test('a record that cannot be read tells nothing and stops nothing', async () => {
  await using stream = await openStream()
  await served.publish('card.alerts', { alertId: 'broken' })
  await served.publish(
    'card.alerts',
    made.alert({ alertId: made.derivedId('after'), openedAt: NOON + 3 }),
  )
  const told = await stream.events(2)
  expect(JSON.parse(told[1]?.data ?? '')).toMatchObject({ alertId: made.derivedId('after') })
})

interface Told {
  readonly id: string
  readonly event: string
  readonly data: string
}

async function openStream(headers: Readonly<Record<string, string>> = {}) {
  const abort = new AbortController()
  const response = await fetch(`${served.url}/live`, {
    headers: { accept: 'text/event-stream', ...headers },
    signal: abort.signal,
  })
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let received = ''

  async function more(): Promise<void> {
    const { value, done } = (await reader?.read()) ?? { done: true }
    if (done) throw new Error(`The stream ended after ${JSON.stringify(received)}`)
    received += value
  }

  return {
    /** The first events of the stream, as many as are asked for. */
    async events(count: number): Promise<Told[]> {
      while (parse(received).length < count) await more()
      return parse(received)
    },
    async text(wanted: string): Promise<void> {
      while (!received.includes(wanted)) await more()
    },
    async [Symbol.asyncDispose]() {
      abort.abort()
      await reader?.cancel().catch(() => {})
    },
  }
}

function parse(text: string): Told[] {
  return text
    .split('\n\n')
    .slice(0, -1)
    .filter((block) => block.includes('event: '))
    .map((block) => {
      const of = (field: string) => new RegExp(`^${field}: (.*)$`, 'm').exec(block)?.[1] ?? ''
      return { id: of('id'), event: of('event'), data: of('data') }
    })
}

test('the risk of an alert’s card counts its alerts of one family once', async () => {
  const { json } = await get(`/api/alerts/${NOON}/${breach.alertId}/risk`)
  const { live, shadow } = json
  expect(live.terms).toMatchObject([{ detector: breach.detector, family: 'contract', share: 1 }])
  expect(live.score).toBeCloseTo(live.terms[0].decay)
  expect(shadow.terms).toEqual([])
})
