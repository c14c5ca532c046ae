import { join } from 'node:path'
import { startClickhouse } from './clickhouse.ts'
import { startKafka } from './kafka.ts'
import { STACK_DIR } from './local-folders.ts'
import { freePorts } from './ports.ts'
import { readStackConfig, type StackConfig } from './stack-config.ts'
import type { StackError } from './stack-error.ts'
import { lockStack } from './stack-lock.ts'
import type { StackServer } from './stack-server.ts'

export interface StackOptions {
  /** Where the servers keep their data and logs; default: `.local/stack` of the checkout. */
  readonly dataDir?: string
  /** `fixed`: by KAFKA_PORT and its kin, or their defaults; `free`: whichever are free now. */
  readonly ports?: 'fixed' | 'free'
  /** Told, in a line, what is being waited for. */
  readonly onProgress?: (line: string) => void
  /** Called once when a server of ours ends before `stop` was called. */
  readonly onFailure?: (error: StackError) => void
}

/** A Kafka and a ClickHouse that answer. */
export interface Stack {
  /** host:port of each broker to ask first. */
  readonly brokers: readonly string[]
  readonly clickhouseUrl: string
  /** Ends the servers that were started; data stay. */
  stop(): Promise<void>
}

/**
 * Starts an Apache Kafka and a ClickHouse of our own, but for what KAFKA_BROKERS and
 * CLICKHOUSE_URL name. Throws a StackError, with nothing left running, when that cannot be.
 */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const config = readStackConfig(process.env)
  const lock = lockStack(options.dataDir ?? STACK_DIR)
  try {
    const servers = await startServers(config, options)
    return {
      brokers: config.brokers ?? [servers.kafka?.address ?? ''],
      clickhouseUrl: config.clickhouseUrl ?? servers.clickhouse?.address ?? '',
      async stop() {
        await servers.stop()
        lock.release()
      },
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

async function startServers(config: StackConfig, options: StackOptions) {
  const { dataDir = STACK_DIR, onProgress = () => {} } = options
  const ports = options.ports === 'free' ? await freePorts() : config.ports
  const timed = stopwatch(onProgress)
  const starts = await Promise.allSettled([
    config.brokers
      ? null
      : timed('Kafka', startKafka({ dir: join(dataDir, 'kafka'), ports, onProgress })),
    config.clickhouseUrl
      ? null
      : timed('ClickHouse', startClickhouse(join(dataDir, 'clickhouse'), ports.clickhouse)),
  ])
  const [kafka, clickhouse] = starts.map((start) =>
    start.status === 'fulfilled' ? start.value : null,
  )
  const running = [kafka, clickhouse].filter((server) => server != null)
  const failed = starts.find((start) => start.status === 'rejected')
  if (failed) {
    await stopAll(running)
    throw failed.reason
  }
  const watch = watchServers(running, options.onFailure)
  return {
    kafka,
    clickhouse,
    async stop() {
      watch.end()
      await stopAll(running)
    },
  }
}

function stopwatch(onProgress: (line: string) => void) {
  return async function timed(title: string, start: Promise<StackServer>): Promise<StackServer> {
    const startedAt = performance.now()
    const server = await start
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
    onProgress(`${title} is ready at ${server.address} after ${seconds} s`)
    return server
  }
}

function watchServers(servers: readonly StackServer[], onFailure: StackOptions['onFailure']) {
  let isWatching = true
  void Promise.race(servers.map(({ ended }) => ended)).then((error) => {
    if (isWatching) onFailure?.(error)
  })
  return {
    end() {
      isWatching = false
    },
  }
}

async function stopAll(servers: readonly StackServer[]): Promise<void> {
  await Promise.all(servers.map((server) => server.stop()))
}
