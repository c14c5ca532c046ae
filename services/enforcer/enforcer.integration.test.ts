import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { connectKafka, type KafkaConnection } from '#runtime/kafka.ts'
import { createProducer, type Producer } from '#runtime/kafka-producer.ts'
import { followTopics } from '#runtime/kafka-reader.ts'
import { createLogger } from '#runtime/logger.ts'
import type { RawRecord } from '#runtime/records.ts'
import { AuditRecord } from '#schemas/audit-record.ts'
import { Command } from '#schemas/command.ts'
import { deriveId } from '#schemas/derive-id.ts'
import { EnforcementEvent } from '#schemas/enforcement-event.ts'
import type { TopicName } from '#schemas/topics.ts'
import { useStack } from '../../test/support/test-stack.ts'
import {
  commandId,
  HOUR,
  killSwitch,
  MINUTE,
  policy,
  proposal,
  result,
  T0,
  tick,
} from './testing/records.ts'

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url))
const RESULTS_GROUP_WAIT_MS = 30_000

const stack = useStack()
const logger = createLogger({ name: 'test', level: process.env['LOG_LEVEL'] ?? 'silent' })
const cleanUps: (() => Promise<unknown>)[] = []
let prefix: string
let kafka: KafkaConnection
let producer: Producer

beforeEach(async () => {
  ;({ prefix } = await stack.createTopics({ partitions: 2 }))
  kafka = connectKafka({ clientId: 'test', brokers: stack.brokers, topicPrefix: prefix, logger })
  producer = createProducer(kafka, { logger })
  await producer.start(new AbortController().signal)
  cleanUps.push(() => producer.stop())
})

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
})

/** A real process. `said` resolves when it logs a line with this text. */
function startEnforcer(clock: 'wall' | 'feed' = 'feed') {
  const child = spawn(process.execPath, [MAIN], {
    env: {
      ...process.env,
      KAFKA_BROKERS: stack.brokers.join(','),
      TOPIC_PREFIX: prefix,
      CLOCK: clock,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(child, 'exit')
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => {
    output += String(chunk)
    child.emit('said')
    if (logger.level !== 'silent') process.stderr.write(chunk)
  })
  async function end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> {
    child.kill(signal)
    const [code] = await exited
    return code
  }
  cleanUps.push(() => end('SIGKILL'))
  return {
    end,
    async said(text: string): Promise<string> {
      while (!output.includes(text)) await once(child, 'said')
      return output
    },
  }
}

interface Seen extends RawRecord {
  readonly topic: string
}

/** Follows topics from their start; `until` resolves when what was seen is enough. */
async function follow(topics: readonly TopicName[]) {
  const seen: Seen[] = []
  const waiting = new Set<() => void>()
  const reader = followTopics(kafka, {
    topics,
    from: 'earliest',
    logger,
    onRecords({ topic, records }) {
      seen.push(...records.map((record) => ({ ...record, topic })))
      for (const check of waiting) check()
    },
  })
  await reader.start(new AbortController().signal)
  cleanUps.push(() => reader.stop())
  return function until(isEnough: (seen: readonly Seen[]) => boolean): Promise<readonly Seen[]> {
    return new Promise((resolve) => {
      const check = () => {
        if (!isEnough(seen)) return
        waiting.delete(check)
        resolve(seen)
      }
      waiting.add(check)
      check()
    })
  }
}

async function write(topic: TopicName, values: readonly (object | string)[]): Promise<void> {
  const records = values.map((value) => ({
    key: 'acme',
    value: typeof value === 'string' ? value : JSON.stringify(value),
    headers: { ce_causationid: 'feed/1' },
  }))
  await producer.send(topic, records)
}

function of(topic: TopicName, seen: readonly Seen[]): readonly Seen[] {
  return seen.filter((record) => record.topic === topic)
}

function text({ value }: RawRecord): string {
  return String(value)
}

/** Which proposals commands are for, in the order seen. */
function namesOf(seen: readonly Seen[]): string[] {
  const names = ['a', 'b', 'c', 'd', 'e']
  const commands = of('card.commands', seen).map((record) =>
    Command.parse(JSON.parse(text(record))),
  )
  return commands.map((one) => names.find((name) => commandId(name) === one.commandId) ?? 'none')
}

test('sends a command after its audit record, holds with a reason, copies what the carrier says', async () => {
  const until = await follow([
    'enforcement.events',
    'card.commands',
    'audit.log',
    'card.events',
    'dead.letters',
  ])
  const enforcer = startEnforcer()
  await enforcer.said('Commands go out')
  await write('enforcement.events', [tick(), policy(), '{"kind":', proposal('a')])
  await write('enforcement.events', [proposal('b', { protectedClass: 'lift' })])
  const sent = await until(
    (seen) => of('audit.log', seen).length === 2 && namesOf(seen).length === 1,
  )

  const command = of('card.commands', sent)[0]
  expect(Command.parse(JSON.parse(text(command ?? fail())))).toMatchObject({
    commandId: commandId('a'),
    action: 'suspend',
    remedy: { channel: '10086' },
  })
  expect(String(command?.key)).toBe(proposal().iccid)
  expect(String(command?.headers['ce_causationid'])).toBe('feed/1')
  expect(String(command?.headers['ce_correlationid'])).toBe(deriveId('alert', 'a'))
  expect(String(command?.headers['ce_type'])).toBe('simwarden.command.issued.v1')

  const audits = of('audit.log', sent).map((record) => AuditRecord.parse(JSON.parse(text(record))))
  expect(audits).toMatchObject([
    { action: 'command.sent', commandId: commandId('a'), seq: 1 },
    { action: 'proposal.held', reason: 'protected', seq: 2 },
  ])
  expect(of('audit.log', sent)[0]?.timestamp).toBeLessThanOrEqual(command?.timestamp ?? 0)

  await write('card.command-results', [{ ...result('a'), at: T0 + MINUTE }, '{}'])
  const stranger = result('nobody')
  await write('card.command-results', [stranger])
  const done = await until(
    (seen) => of('enforcement.events', seen).length === 7 && of('dead.letters', seen).length === 2,
  )
  const copies = of('enforcement.events', done)
    .slice(5)
    .map((one) => JSON.parse(text(one)))
  expect(copies.map((copy) => EnforcementEvent.parse(copy))).toMatchObject([
    { kind: 'result', tenant: 'acme', proposalId: deriveId('proposal', 'a'), action: 'suspend' },
    { kind: 'result', tenant: 'unknown', proposalId: null, commandId: stranger.commandId },
  ])
  expect(of('card.events', done).map((one) => JSON.parse(text(one)))).toEqual([
    {
      kind: 'enforcement',
      iccid: proposal().iccid,
      eventTime: T0 + MINUTE,
      commandId: commandId('a'),
      action: 'suspend',
      functions: null,
      completedAt: T0 + MINUTE,
    },
  ])
  const letters = of('dead.letters', done).map(({ headers }) => String(headers['dlq.class']))
  expect(letters.toSorted()).toEqual(['decode', 'schema'])
  expect(await enforcer.end('SIGTERM')).toBe(0)
})

test(
  'after kill -9 sends again only what has no answer, under the same id and in the same words',
  async () => {
    const until = await follow(['enforcement.events', 'card.commands', 'audit.log'])
    const first = startEnforcer()
    await first.said('Commands go out')
    await write('enforcement.events', [tick(), policy(), proposal('a'), proposal('b')])
    await write('enforcement.events', [proposal('c', { needs: 'person' })])
    await until((seen) => namesOf(seen).length === 2 && of('audit.log', seen).length === 3)
    await write('card.command-results', [result('a')])
    await until((seen) => of('enforcement.events', seen).some((one) => /"result"/.test(text(one))))
    await first.end('SIGKILL')

    // What comes meanwhile waits: a switch for others, and one more proposal.
    await write('enforcement.events', [killSwitch({ tenant: 'other' }), proposal('d')])
    const second = startEnforcer()
    await second.said('Commands go out')
    await write('enforcement.events', [proposal('e')])
    const seen = await until((all) => namesOf(all).includes('e'))

    expect(namesOf(seen)).toEqual(['a', 'b', 'b', 'd', 'e'])
    const [, before, again] = of('card.commands', seen).map(text)
    expect(again).toBe(before)
    const actions = of('audit.log', seen).map((one) => AuditRecord.parse(JSON.parse(text(one))))
    const repeated = actions.filter(({ action }) => action === 'command.repeated')
    expect(repeated.map((one) => one.commandId)).toEqual([commandId('b'), commandId('d')])
    expect(new Set(actions.map(({ writer }) => writer)).size).toBe(2)
    expect(await second.end('SIGTERM')).toBe(0)
  },
  2 * RESULTS_GROUP_WAIT_MS,
)

test('on the wall clock sends nothing that expired while no enforcer ran, and ticks by itself', async () => {
  const until = await follow(['enforcement.events', 'card.commands'])
  const now = Date.now()
  const stale = { decidedAt: now - 2 * HOUR, expiresAt: now - HOUR }
  await write('enforcement.events', [tick(now - 3 * HOUR), policy(), proposal('a', stale)])
  const enforcer = startEnforcer('wall')
  await enforcer.said('Commands go out')
  await write('enforcement.events', [proposal('b', { decidedAt: now, expiresAt: now + HOUR })])
  const seen = await until((all) => namesOf(all).length > 0)
  expect(namesOf(seen)).toEqual(['b'])
  const ticks = of('enforcement.events', seen).map((one) => JSON.parse(text(one)))
  const own = ticks.filter(({ kind }) => kind === 'tick').at(-1)
  expect(own.eventTime).toBeGreaterThanOrEqual(now)
})

function fail(): never {
  throw new Error('Cannot find the record')
}
