import { type ClickHouseClient, ClickHouseLogLevel, createClient } from '@clickhouse/client'
import { z } from 'zod'
import { type ClickHouse, connectClickHouse } from '#runtime/clickhouse.ts'
import { clickhouse, connection, readConfig } from '#runtime/config.ts'
import { createLogger } from '#runtime/logger.ts'
import { readStackConfig } from '../../deploy/local/stack-config.ts'
import { StackError } from '../../deploy/local/stack-error.ts'

const Settings = z.object({
  ...clickhouse,
  CLOCK: connection.CLOCK,
  ALLOW_INSECURE: connection.ALLOW_INSECURE,
})

const APPLICATION = 'simwarden-cli'

export interface Connected extends AsyncDisposable {
  readonly clickhouse: ClickHouse
  /** The library's own client, for formats that services have no use for. */
  readonly client: ClickHouseClient
  readonly clock: 'wall' | 'feed'
}

/** ClickHouse by the settings that the services have, or of the local stack. Throws when it is away. */
export async function connect(environment: NodeJS.ProcessEnv): Promise<Connected> {
  const CLICKHOUSE_URL = environment['CLICKHOUSE_URL'] || readStackConfig(environment).clickhouseUrl
  const config = readConfig(Settings, { ...environment, CLICKHOUSE_URL })
  const {
    CLICKHOUSE_DATABASE: database,
    CLICKHOUSE_USER: user,
    CLICKHOUSE_PASSWORD: password,
  } = config
  const place = { url: config.CLICKHOUSE_URL, database, application: APPLICATION }
  const logger = createLogger({ name: APPLICATION, level: 'silent' })
  const store = connectClickHouse({ ...place, user, password, logger })
  const client = createClient({
    ...place,
    log: { level: ClickHouseLogLevel.OFF },
    ...(user !== undefined && { username: user }),
    ...(password && { password: password.reveal() }),
  })
  const connected: Connected = {
    clickhouse: store,
    client,
    clock: config.CLOCK,
    async [Symbol.asyncDispose]() {
      await Promise.all([store.close(), client.close()])
    },
  }
  const finding = await store.ping()
  if (finding.ok) return connected
  await connected[Symbol.asyncDispose]()
  throw new StackError(
    `Cannot reach ClickHouse at ${place.url}: ${finding.reason || 'no answer'}; npm run stack starts one`,
  )
}
