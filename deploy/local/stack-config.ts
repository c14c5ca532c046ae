import { z } from 'zod'
import { PORT_VARIABLES, type StackPorts } from './ports.ts'
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
})

/** Which servers to use, and where to start those that are ours. */
export interface StackConfig {
  /** Somebody else's brokers, so that none is started; null: ours. */
  readonly brokers: readonly string[] | null
  /** Somebody else's ClickHouse, so that none is started; null: ours. */
  readonly clickhouseUrl: string | null
  readonly ports: StackPorts
}

/** Reads the environment; an empty variable counts as absent. All its errors come in one line. */
export function readStackConfig(env: NodeJS.ProcessEnv): StackConfig {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value))
  const parsed = environment.safeParse(given)
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
    throw new StackError(`Cannot use the environment: ${faults.join('; ')}`)
  }
  return {
    brokers: parsed.data.KAFKA_BROKERS ?? null,
    clickhouseUrl: parsed.data.CLICKHOUSE_URL ?? null,
    ports: {
      kafka: parsed.data.KAFKA_PORT,
      kafkaController: parsed.data.KAFKA_CONTROLLER_PORT,
      clickhouse: parsed.data.CLICKHOUSE_PORT,
    },
  }
}
