import { expect, test } from 'vitest'
import type { CommandResult } from '#schemas/command.ts'
import { Carrier } from './carrier.ts'
import { RunState } from './domain/run-state.ts'
import { SentTimes } from './domain/sent-times.ts'
import { type ArrivedCommand, obey } from './obey.ts'
import { START } from './testing/collect-feed.ts'
import { command } from './testing/command.ts'

function setUp() {
  const sent: CommandResult[] = []
  const actions: (() => Promise<void>)[] = []
  const latencies: number[] = []
  const state = new RunState(START)
  const sentTimes = new SentTimes(10)
  const obedience = {
    carrier: new Carrier(),
    state,
    sentTimes,
    clocks: { wallMs: () => 1_500, carrierNow: () => START },
    onLatency: (latencyMs: number) => void latencies.push(latencyMs),
    output: {
      async send(results: readonly CommandResult[]) {
        sent.push(...results)
      },
      later: (action: () => Promise<void>) => void actions.push(action),
    },
  }
  return { obedience, sent, actions, latencies, state, sentTimes }
}

function arrived(changed: Partial<ArrivedCommand> = {}): ArrivedCommand {
  return { command: command(), bodyHash: 'a', causationId: 'sim-mobile/e1', ...changed }
}

test('answers accepted at once and completed when the carrier has acted', async () => {
  const { obedience, sent, actions, state } = setUp()
  await obey([arrived()], obedience)
  expect(sent.map(({ status }) => status)).toEqual(['accepted'])
  for (const action of actions) await action()
  expect(sent.map(({ status }) => status)).toEqual(['accepted', 'completed'])
  expect(state.commands).toEqual({ suspend: 1 })
  expect(state.results).toEqual({ accepted: 1, success: 1 })
})

test('gives a repeat its answers again and counts it no second time', async () => {
  const { obedience, sent, actions, state } = setUp()
  await obey([arrived(), arrived()], obedience)
  for (const action of actions) await action()
  await obey([arrived()], obedience)
  expect(actions).toHaveLength(1)
  expect(sent.map(({ status }) => status)).toEqual([
    'accepted',
    'accepted',
    'completed',
    'accepted',
    'completed',
  ])
  expect(state.commands).toEqual({ suspend: 1 })
})

test('measures from the first copy of the record to the command', async () => {
  const { obedience, latencies, sentTimes } = setUp()
  sentTimes.add('sim-mobile/e1', 1_000)
  sentTimes.add('sim-mobile/e1', 1_400)
  await obey([arrived()], obedience)
  expect(latencies).toEqual([500])
})

test('measures nothing for what a person decided, or what it does not know', async () => {
  const { obedience, latencies, sentTimes } = setUp()
  sentTimes.add('sim-mobile/e1', 1_000)
  await obey([arrived({ command: command({ decidedBy: { type: 'user', id: 'u-1' } }) })], obedience)
  await obey([arrived({ causationId: 'other/e1', bodyHash: 'b' })], obedience)
  expect(latencies).toEqual([])
})
