import type { Admin } from 'kafkajs'
import { type ClickHouse, connectClickHouse } from '#runtime/clickhouse.ts'
import { connectKafka, type KafkaConnection } from '#runtime/kafka.ts'
import { createLogger, type Logger } from '#runtime/logger.ts'
import { Secret } from '#runtime/secret.ts'
import { askingKafka } from '../../deploy/await-topics.ts'
import { parseServer } from '../../deploy/migrate.ts'
import type { Place } from './service-list.ts'

const NAME = 'simwarden-start'

/** How this command itself asks the servers. */
export interface Clients {
  readonly connection: KafkaConnection
  readonly admin: Admin
  readonly clickhouse: ClickHouse
  /** Says nothing: what goes wrong is told where it matters. */
  readonly logger: Logger
}

export async function connectClients(
  { brokers, topicPrefix, clickhouseUrl, database }: Place,
  running: AsyncDisposableStack,
): Promise<Clients> {
  const logger = createLogger({ name: NAME, level: 'silent' })
  const { host, user, password } = parseServer(clickhouseUrl)
  const clickhouse = connectClickHouse({
    url: host,
    user,
    password: new Secret(password),
    database,
    application: NAME,
    logger,
  })
  running.defer(() => clickhouse.close())
  const admin = askingKafka(brokers).admin()
  await admin.connect()
  running.defer(() => admin.disconnect())
  const connection = connectKafka({ clientId: NAME, brokers, topicPrefix, logger })
  return { connection, admin, clickhouse, logger }
}
