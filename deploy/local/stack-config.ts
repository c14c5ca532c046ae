import { resolve } from 'node:path'
import { z } from 'zod'
import { DEFAULT_STACK_DIR } from './local-folders.ts'
import { LOOPBACK, PORT_VARIABLES, type StackPorts } from './ports.ts'
import { StackError } from './stack-error.ts'

const port = z.coerce.number().int().min(1).max(65_535)

const brokerList = z
  .string()
  .regex(/^[^\s:,]+:\d+(,[^\s:,]+:\d+)*$/, 'must look like host:9092,host:9092')
  .transform((list) => list.split(','))

const environment = z.object({
  KAFKA_BROKERS: brokerList.optional(),
  CLICKHOUSE_URL: z.url({ protocol: /^https?$/ }).optional(),
  // out of the way of the servers' own defaults, which a developer may already run
  [PORT_VARIABLES.kafka]: port.default(19_092),
  [PORT_VARIABLES.kafkaController]: port.default(19_093),
  [PORT_VARIABLES.clickhouse]: port.default(18_123),
  STACK_DIR: z.string().default(DEFAULT_STACK_DIR),
  TOPIC_PREFIX: z
    .string()
    .regex(/^[\w.-]*$/, 'may have letters, digits, dots, hyphens and underscores')
    .default(''),
  CLICKHOUSE_DATABASE: z
    .string()
    .regex(/^[A-Za-z_]\w*$/, 'must be a plain name')
    .default('simwarden'),
})

/** Which servers to use, where to start those that are ours, and what to call what is in them. */
export interface StackConfig {
  /** host:port of the brokers, ours or somebody else's. */
  readonly brokers: readonly string[]
  readonly clickhouseUrl: string
  /** Whether each is somebody else's, named by the environment, so that we start none. */
  readonly isGiven: { readonly kafka: boolean; readonly clickhouse: boolean }
  /** Where to start ours. */
  readonly ports: StackPorts
  /** Where ours keep their data. */
  readonly dataDir: string
  /** Stands before every topic's name. */
  readonly topicPrefix: string
  readonly database: string
}

/** Reads the environment; an empty variable counts as absent. All its errors come in one line. */
export function readStackConfig(env: NodeJS.ProcessEnv): StackConfig {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value))
  const parsed = environment.safeParse(given)
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
    throw new StackError(`Cannot use the environment: ${faults.join('; ')}`)
  }
  const { KAFKA_BROKERS, CLICKHOUSE_URL, ...settings } = parsed.data
  const ports = {
    kafka: settings.KAFKA_PORT,
    kafkaController: settings.KAFKA_CONTROLLER_PORT,
    clickhouse: settings.CLICKHOUSE_PORT,
  }
  return {
    brokers: KAFKA_BROKERS ?? [`${LOOPBACK}:${ports.kafka}`],
    clickhouseUrl: CLICKHOUSE_URL ?? `http://${LOOPBACK}:${ports.clickhouse}`,
    isGiven: { kafka: KAFKA_BROKERS !== undefined, clickhouse: CLICKHOUSE_URL !== undefined },
    ports,
    dataDir: resolve(settings.STACK_DIR),
    topicPrefix: settings.TOPIC_PREFIX,
    database: settings.CLICKHOUSE_DATABASE,
  }
}
