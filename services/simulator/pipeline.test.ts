import { expect, test } from 'vitest'
import { Carrier } from './carrier.ts'
import type { UsageDelivery } from './delivery.ts'
import { RunState } from './domain/run-state.ts'
import { SentTimes } from './domain/sent-times.ts'
import { Feed } from './feed.ts'
import { openFeed } from './pipeline.ts'
import { feedSettings, HOUR_MS, START } from './testing/collect-feed.ts'
import { command } from './testing/command.ts'

function setUp() {
  const order: string[] = []
  const sent: UsageDelivery[] = []
  const run = {
    feed: new Feed(feedSettings({ cards: 200 })),
    carrier: new Carrier(),
    state: new RunState(START),
    sentTimes: new SentTimes(10),
    clocks: { wallMs: () => 0, carrierNow: () => START },
    feedOutput: {
      async sendProfiles() {
        order.push('profiles')
      },
      async sendUsage(usage: readonly UsageDelivery[]) {
        order.push('usage')
        sent.push(...usage)
      },
    },
    truthOutput: { add: () => void order.push('truth') },
  }
  return { run, order, sent }
}

async function* feedTimes() {
  yield START + HOUR_MS
  yield START + 2 * HOUR_MS
}

test('tells of the plants and the profiles before the first usage', async () => {
  const { run, order } = setUp()
  const player = await openFeed(run)
  expect(order).toEqual(['truth', 'profiles'])
  expect(run.state.done).toBe(false)
  await player.play(feedTimes())
  expect(order.slice(0, 3)).toEqual(['truth', 'profiles', 'usage'])
})

test('counts what was acknowledged: distinct records and their copies apart', async () => {
  const { run, sent } = setUp()
  await (await openFeed(run)).play(feedTimes())
  const ids = new Set(sent.map(({ usage }) => `${usage.source}/${usage.eventId}`))
  expect(run.state.eventsSent).toBe(ids.size)
  expect(run.state.duplicatesSent).toBe(sent.length - ids.size)
  expect(run.state.done).toBe(true)
  expect(run.state.feedNow).toBe(START + 2 * HOUR_MS)
})

test('sends nothing of a suspended card, no copies either, and all the rest as before', async () => {
  const untouched = setUp()
  await (await openFeed(untouched.run)).play(feedTimes())
  const [busiest = ''] = busiestCards(untouched.sent)

  const { run, sent } = setUp()
  const player = await openFeed(run)
  suspend(run.carrier, busiest)
  await player.play(feedTimes())

  const others = untouched.sent.filter(
    ({ usage }) => usage.iccid !== busiest || usage.eventTime < START,
  )
  expect(sent.map(({ usage, at }) => [usage.eventId, at])).toEqual(
    others.map(({ usage, at }) => [usage.eventId, at]),
  )
  expect(run.state.eventsSuppressed).toBeGreaterThan(0)
})

function busiestCards(sent: readonly UsageDelivery[]): string[] {
  const counts = new Map<string, number>()
  for (const { usage } of sent) counts.set(usage.iccid, (counts.get(usage.iccid) ?? 0) + 1)
  return [...counts].sort(([, left], [, right]) => right - left).map(([iccid]) => iccid)
}

function suspend(carrier: Carrier, iccid: string): void {
  const suspension = command({ iccid })
  carrier.receive(suspension, { bodyHash: 'a', now: START })
  carrier.complete(suspension.commandId, START)
}
