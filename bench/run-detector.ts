import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Admin } from 'kafkajs'
import { findFreePorts } from '../cli/start/free-ports.ts'
import { runService } from '../cli/start/service-process.ts'
import type { Arena } from './arena.ts'
import type { RunFigures } from './measure.ts'
import { watchDetector } from './watch-detector.ts'

/** Its consumer group. */
export const DETECTOR_GROUP = 'detector'

export interface DetectorOptions {
  readonly topic: string
  /** In the topic. */
  readonly records: number
  readonly database: string
  readonly admin: Admin
}

/** Runs the real process until all of the topic is judged and stored. */
export async function runDetector(
  { brokers, clickhouseUrl, dir, signal }: Arena,
  { topic, records, database, admin }: DetectorOptions,
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
  const over = new AbortController()
  try {
    const watching = watchDetector({
      opsUrl: detector.opsUrl,
      records,
      isCommitted: async () => (await committed(admin, topic)) === records,
      signal: AbortSignal.any([signal, over.signal]),
    })
    const figures = await Promise.race([watching, detector.failed])
    return { ...figures, peakRssBytes: peakRssBytes(Number(readFileSync(pidFile, 'utf8'))) }
  } finally {
    over.abort(new Error('The detector is no longer watched'))
    await detector.stop()
  }
}

/** The highest ever, kilobytes in Linux's own words. */
function peakRssBytes(pid: number): number {
  const [, kilobytes] =
    /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kilobytes) * 1_024
}

async function committed(admin: Admin, name: string): Promise<number> {
  const [topic] = await admin.fetchOffsets({ groupId: DETECTOR_GROUP, topics: [name] })
  return (topic?.partitions ?? []).reduce((sum, { offset }) => sum + Math.max(0, Number(offset)), 0)
}
