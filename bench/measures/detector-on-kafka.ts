import { join } from 'node:path'
import type { Admin } from 'kafkajs'
import { askingKafka } from '../../deploy/await-topics.ts'
import { migrate } from '../../deploy/migrate.ts'
import type { Arena } from '../arena.ts'
import { runChild } from '../child.ts'
import { connectDatabase } from '../database.ts'
import { type Measure, PEER_PASSES, type RunFigures, VoidRun } from '../measure.ts'
import { DETECTOR_GROUP, runDetector } from '../run-detector.ts'

const TOPIC = 'card.events'
const PEER = new URL('../peers/kafkajs-json-parse.ts', import.meta.url)
/** As the reference figures were taken. */
const PEER_NODE_ARGS = ['--max-semi-space-size=64']

/** P1: the detector as `npm start` runs it, next to reading and parsing the same topic. */
export async function detectorOnKafka(arena: Arena): Promise<Measure> {
  const admin = askingKafka(arena.brokers).admin()
  await admin.connect()
  const records = await recordsOf(admin, TOPIC)
  await admin.disconnect()
  return {
    id: 'P1',
    title: 'detector on Kafka, whole catalogue, features and checkpoints on ÷ reading and parsing',
    goal: 0.5,
    stretch: 0.7,
    peer: {
      name: 'kafkajs + JSON.parse',
      run: (round) => readAndParse(arena, { records: records * PEER_PASSES, round }),
    },
    subject: {
      name: 'detector',
      run: (round) => detect(arena, { records, round }),
    },
  }
}

interface RunOptions {
  readonly records: number
  readonly round: number
}

async function readAndParse(
  { brokers, dir, signal }: Arena,
  { records, round }: RunOptions,
): Promise<RunFigures> {
  const { figures } = await runChild(PEER, {
    args: [brokers.join(','), TOPIC, `bench-peer-${round}`, String(records)],
    nodeArgs: PEER_NODE_ARGS,
    outputFile: join(dir, 'peer.out'),
    signal,
  })
  return { records, ...figures }
}

/** A database of its own holds no checkpoint, so the detector reads from the log's start. */
async function detect(arena: Arena, { records, round }: RunOptions): Promise<RunFigures> {
  const { brokers, clickhouseUrl } = arena
  const name = `bench_${round}`
  const database = connectDatabase({ clickhouseUrl, name })
  const admin = askingKafka(brokers).admin()
  await admin.connect()
  try {
    // Or it would be committed before it has begun.
    if (round > 1) await admin.deleteGroups([DETECTOR_GROUP])
    await migrate({ clickhouseUrl, database: name })
    const alertsBefore = await recordsOf(admin, 'card.alerts')
    const { usage, ...figures } = await runDetector(arena, {
      topic: TOPIC,
      records,
      database: name,
      admin,
    })
    const details = {
      'usage records judged': usage,
      alerts: (await recordsOf(admin, 'card.alerts')) - alertsBefore,
      'feature rows': await database.countRows('features'),
      'checkpoint rows': await database.countRows('detector_state'),
    }
    requireWork(details)
    return { ...figures, details }
  } finally {
    await admin.disconnect()
    await database.drop()
  }
}

function requireWork(details: Readonly<Record<string, number>>): void {
  const missing = Object.entries(details).filter(([, count]) => count === 0)
  if (missing.length === 0) return
  throw new VoidRun(`the detector came to no ${missing.map(([name]) => name).join(', no ')}`)
}

async function recordsOf(admin: Admin, topic: string): Promise<number> {
  const offsets = await admin.fetchTopicOffsets(topic)
  return offsets.reduce((sum, { low, high }) => sum + Number(high) - Number(low), 0)
}
