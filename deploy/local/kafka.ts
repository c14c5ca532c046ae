import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { kafkaAnswers } from '../await-topics.ts'
import { brokerProperties, propertiesFile } from './broker-properties.ts'
import { startGuarded } from './guarded-process.ts'
import { kafkaLibs } from './kafka-libs.ts'
import { LOOPBACK, requireFreePort, type StackPorts } from './ports.ts'
import { requireJava } from './requirements.ts'
import type { StackServer } from './stack-server.ts'
import { stopStaleServer } from './stale-server.ts'

const LOG4J = fileURLToPath(new URL('log4j2.yaml', import.meta.url))

export interface KafkaOptions {
  readonly dir: string
  readonly ports: StackPorts
  readonly onProgress: (line: string) => void
}

/** Starts an Apache Kafka broker over the data in `dir`; returns when every topic answers. */
export async function startKafka({ dir, ports, onProgress }: KafkaOptions): Promise<StackServer> {
  await requireJava()
  await stopStaleServer(dir)
  await requireFreePort('kafka', ports.kafka)
  await requireFreePort('kafkaController', ports.kafkaController)
  const classpath = join(await kafkaLibs(onProgress), '*')
  const settings = writeSettings(dir, ports)
  await formatOnce(dir, classpath, settings)

  const address = `${LOOPBACK}:${ports.kafka}`
  const logging = `-Dlog4j2.configurationFile=${LOG4J}`
  const broker = startGuarded({
    title: 'Kafka',
    command: 'java',
    args: [
      '-Xmx512m',
      '-XX:+ExitOnOutOfMemoryError',
      '-cp',
      classpath,
      logging,
      'kafka.Kafka',
      settings,
    ],
    dir,
  })
  onProgress('Starting Kafka')
  await broker.untilReady(() => kafkaAnswers(address))
  onProgress(`Kafka is ready at ${address}`)
  return { address, ended: broker.ended, stop: () => broker.stop() }
}

function writeSettings(dir: string, ports: StackPorts): string {
  mkdirSync(dir, { recursive: true })
  const file = join(dir, 'server.properties')
  const properties = brokerProperties({
    bindHost: LOOPBACK,
    bindPort: ports.kafka,
    advertised: `${LOOPBACK}:${ports.kafka}`,
    controllerPort: ports.kafkaController,
  })
  writeFileSync(file, propertiesFile({ ...properties, 'log.dirs': logDir(dir) }))
  return file
}

/** Gives the storage its cluster id; Kafka refuses to start without one. */
async function formatOnce(dir: string, classpath: string, settings: string): Promise<void> {
  if (existsSync(join(logDir(dir), 'meta.properties'))) return
  const clusterId = randomBytes(16).toString('base64url')
  const format = ['format', `--cluster-id=${clusterId}`, '--config', settings]
  await promisify(execFile)('java', ['-cp', classpath, 'kafka.tools.StorageTool', ...format])
}

function logDir(dir: string): string {
  return join(dir, 'data')
}
