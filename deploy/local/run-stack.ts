// Kafka and ClickHouse with topics and tables, for whoever starts the services by hand.
import { createTopics } from '../create-topics.ts'
import { migrate } from '../migrate.ts'
import { startStack } from './stack.ts'
import { readStackConfig } from './stack-config.ts'
import { exitOver } from './stack-error.ts'

try {
  const { topicPrefix, database } = readStackConfig(process.env)
  const stack = await startStack({ onProgress: say, onFailure: exitOver })
  let isStopping = false
  const stop = async () => {
    // one Ctrl-C arrives twice when npm hands it on
    if (isStopping) return
    isStopping = true
    say('Stopping')
    await stack.stop()
    process.exit(0)
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  await createTopics({ brokers: stack.brokers, prefix: topicPrefix })
  await migrate({ clickhouseUrl: stack.clickhouseUrl, database })
  say(`KAFKA_BROKERS=${stack.brokers.join(',')}`)
  say(`CLICKHOUSE_URL=${stack.clickhouseUrl}`)
  say(`CLICKHOUSE_DATABASE=${database}`)
  say('Ctrl-C stops them and keeps their data')
} catch (error) {
  exitOver(error)
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
