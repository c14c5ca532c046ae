import { join } from 'node:path'
import { startClickhouse } from './clickhouse.ts'
import { startKafka } from './kafka.ts'
import { freePorts } from './ports.ts'
import { readStackConfig, type StackConfig } from './stack-config.ts'
import type { StackError } from './stack-error.ts'
import { lockStack } from './stack-lock.ts'
import type { StackServer } from './stack-server.ts'

export interface StackOptions {
  /** Where the servers keep their data and logs; default: STACK_DIR, or `.local/stack`. */
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
  const { dataDir = config.dataDir, onProgress = () => {}, onFailure } = options
  const lock = lockStack(dataDir)
  try {
    const ports = options.ports === 'free' ? await freePorts() : config.ports
    const { kafka, clickhouse } = await startBoth({ ...config, ports }, { dataDir, onProgress })
    const own = [kafka, clickhouse].filter((server) => server !== null)
    const watch = watchServers(own, onFailure)
    return {
      brokers: kafka ? [kafka.address] : config.brokers,
      clickhouseUrl: clickhouse ? clickhouse.address : config.clickhouseUrl,
      async stop() {
        watch.end()
        await stopAll(own)
        lock.release()
      },
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

type StartOptions = Required<Pick<StackOptions, 'dataDir' | 'onProgress'>>

/** Starts what is not given, at the same time; null: given. When one fails, the other is stopped. */
async function startBoth({ ports, isGiven }: StackConfig, { dataDir, onProgress }: StartOptions) {
  const kafkaStart = isGiven.kafka
    ? null
    : startKafka({ dir: join(dataDir, 'kafka'), ports, onProgress })
  const clickhouseStart = isGiven.clickhouse
    ? null
    : startClickhouse({ dir: join(dataDir, 'clickhouse'), port: ports.clickhouse, onProgress })
  try {
    const [kafka, clickhouse] = await Promise.all([kafkaStart, clickhouseStart])
    return { kafka, clickhouse }
  } catch (error) {
    const started = await Promise.allSettled([kafkaStart, clickhouseStart])
    await stopAll(started.map((start) => (start.status === 'fulfilled' ? start.value : null)))
    throw error
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

async function stopAll(servers: readonly (StackServer | null)[]): Promise<void> {
  await Promise.all(servers.map((server) => server?.stop()))
}
