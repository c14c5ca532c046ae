import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Admin } from 'kafkajs'
import { findFreePorts } from '../../cli/start/free-ports.ts'
import { runService } from '../../cli/start/service-process.ts'
import { askingKafka } from '../../deploy/await-topics.ts'
import { migrate } from '../../deploy/migrate.ts'
import type { Arena } from '../arena.ts'
import { runChild } from '../child.ts'
import { connectDatabase } from '../database.ts'
import { type Measure, PEER_PASSES, type RunFigures, VoidRun } from '../measure.ts'
import { watchDetector } from '../watch-detector.ts'

const TOPIC = 'card.events'
const GROUP = 'detector'
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
    await migrate({ clickhouseUrl, database: name })
    const alertsBefore = await recordsOf(admin, 'card.alerts')
    const { usage, ...figures } = await runDetector(arena, { records, database: name, admin })
    const details = {
      'usage records judged': usage,
      alerts: (await recordsOf(admin, 'card.alerts')) - alertsBefore,
      'feature rows': await database.countRows('features'),
      'checkpoint rows': await database.countRows('detector_state'),
    }
    requireWork(details)
    return { ...figures, details }
  } finally {
    // Or the next round would begin as committed.
    await admin.deleteGroups([GROUP]).catch(() => {})
    await admin.disconnect()
    await database.drop()
  }
}

interface DetectorOptions {
  readonly records: number
  readonly database: string
  readonly admin: Admin
}

async function runDetector(
  { brokers, clickhouseUrl, dir, signal }: Arena,
  { records, database, admin }: DetectorOptions,
): Promise<RunFigures & { readonly usage: number }> {
  const [opsPort = 0] = await findFreePorts(1)
  const pidFile = join(dir, 'detector.pid')
  const detector = runService({
    name: 'detector',
    opsPort,
    pidFile,
    logFile: join(dir, `${database}-detector.log`),
    mayRestart: false,
    env: {
      KAFKA_BROKERS: brokers.join(','),
      TOPIC_PREFIX: '',
      CLICKHOUSE_URL: clickhouseUrl,
      CLICKHOUSE_USER: 'default',
      CLICKHOUSE_PASSWORD: '',
      CLICKHOUSE_DATABASE: database,
      CLOCK: 'feed',
      OPS_PORT: String(opsPort),
    },
  })
  try {
    const watching = watchDetector({
      opsUrl: detector.opsUrl,
      records,
      isCommitted: async () => (await committed(admin)) === records,
      signal,
    })
    const figures = await Promise.race([watching, detector.failed])
    return { ...figures, peakRssBytes: peakRssBytes(Number(readFileSync(pidFile, 'utf8'))) }
  } finally {
    await detector.stop()
  }
}

function requireWork(details: Readonly<Record<string, number>>): void {
  const missing = Object.entries(details).filter(([, count]) => count === 0)
  if (missing.length === 0) return
  throw new VoidRun(`the detector came to no ${missing.map(([name]) => name).join(', no ')}`)
}

/** The highest ever, kilobytes in Linux's own words. */
function peakRssBytes(pid: number): number {
  const [, kilobytes] =
    /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kilobytes) * 1_024
}

async function recordsOf(admin: Admin, topic: string): Promise<number> {
  const offsets = await admin.fetchTopicOffsets(topic)
  return offsets.reduce((sum, { low, high }) => sum + Number(high) - Number(low), 0)
}

async function committed(admin: Admin): Promise<number> {
  const [topic] = await admin.fetchOffsets({ groupId: GROUP, topics: [TOPIC] })
  return (topic?.partitions ?? []).reduce((sum, { offset }) => sum + Math.max(0, Number(offset)), 0)
}
