import { createTopics } from '../create-topics.ts'
import { DEFAULT_DATABASE, migrate } from '../migrate.ts'
import { startStack } from './stack.ts'
import { exitOver } from './stack-error.ts'

// Kafka and ClickHouse with topics and tables, for whoever starts the services by hand.
try {
  const stack = await startStack({ onProgress: say, onFailure: exitOver })
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  await createTopics({ brokers: stack.brokers, prefix: process.env['TOPIC_PREFIX'] ?? '' })
  const database = process.env['CLICKHOUSE_DATABASE'] || DEFAULT_DATABASE
  await migrate({ clickhouseUrl: stack.clickhouseUrl, database })
  say(`KAFKA_BROKERS=${stack.brokers.join(',')}`)
  say(`CLICKHOUSE_URL=${stack.clickhouseUrl}`)
  say(`CLICKHOUSE_DATABASE=${database}`)
  say('Ctrl-C stops both and keeps their data')

  async function stop(): Promise<void> {
    say('Stopping')
    await stack.stop()
    process.exit(0)
  }
} catch (error) {
  exitOver(error)
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
