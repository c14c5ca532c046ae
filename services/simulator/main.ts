import { configOrExit } from '#runtime/config-or-exit.ts'
import { connectKafka } from '#runtime/kafka.ts'
import { createProducer } from '#runtime/kafka-producer.ts'
import { createLogger } from '#runtime/logger.ts'
import { createMetrics } from '#runtime/metrics.ts'
import { opsServer } from '#runtime/ops-server.ts'
import { runService } from '#runtime/run-service.ts'
import { awaitTopics } from './adapters/await-topics.ts'
import { writeFeedFiles } from './adapters/feed-files.ts'
import { feedPart } from './adapters/feed-part.ts'
import { kafkaCommands } from './adapters/kafka-commands.ts'
import { kafkaFeed } from './adapters/kafka-feed.ts'
import { runMetrics } from './adapters/run-metrics.ts'
import { summaryFile, summaryPart } from './adapters/summary-part.ts'
import { truthFile } from './adapters/truth-file.ts'
import { Carrier } from './carrier.ts'
import { feedSettings, fileSettings, liveSettings } from './config.ts'
import { Latencies } from './domain/latencies.ts'
import { RunState } from './domain/run-state.ts'
import { SentTimes } from './domain/sent-times.ts'
import { Feed } from './feed.ts'
import { runSummary } from './run-summary.ts'

const TOPICS = ['carrier.profiles', 'carrier.usage', 'card.commands', 'card.command-results']
/** Records whose way to a command can still be measured: a minute at 4,000 a second. */
const SENT_TIMES_KEPT = 240_000
const LATENCIES_KEPT = 10_000
/** Of a feed written to files, when nobody says how long it shall be; wall seconds. */
const FILE_RUN_SECONDS = 60

const outAt = process.argv.indexOf('--out')
if (outAt < 0) await runLive()
else writeFiles(process.argv[outAt + 1])

function writeFiles(folder: string | undefined): void {
  const config = configOrExit('simulator', fileSettings)
  if (!folder || folder.startsWith('--')) {
    process.stderr.write('simulator: --out needs a folder, such as --out feed/\n')
    process.exit(2)
  }
  const runSeconds = config.RUN_SECONDS || FILE_RUN_SECONDS
  const feed = new Feed(feedSettings({ ...config, RUN_SECONDS: runSeconds }))
  process.stderr.write(`${JSON.stringify(writeFeedFiles(feed, folder))}\n`)
}

async function runLive(): Promise<void> {
  const config = configOrExit('simulator', liveSettings)
  const logger = createLogger({ name: 'simulator', level: config.LOG_LEVEL })
  const metrics = createMetrics('simulator')
  const figures = runMetrics(metrics, config.CARDS)
  const connection = connectKafka({
    clientId: 'simulator',
    brokers: config.KAFKA_BROKERS,
    topicPrefix: config.TOPIC_PREFIX,
    logger,
  })
  const producer = createProducer(connection, { logger, metrics })

  const isWall = config.CLOCK === 'wall'
  const settings = feedSettings(config, isWall ? Date.now() : config.START)
  const state = new RunState(settings.startAt)
  const carrier = new Carrier()
  const sentTimes = new SentTimes(SENT_TIMES_KEPT)
  const latencies = new Latencies(LATENCIES_KEPT)
  const clocks = {
    wallMs: () => performance.now(),
    carrierNow: () => (isWall ? Date.now() : state.feedNow),
  }

  const commands = kafkaCommands({
    connection,
    producer,
    logger,
    metrics,
    delayMs: config.CARRIER_DELAY_MS,
    obedience: {
      carrier,
      state,
      sentTimes,
      clocks,
      onLatency(latencyMs) {
        latencies.add(latencyMs)
        figures.observeLatency(latencyMs / 1_000)
      },
    },
  })
  const feed = feedPart({
    run: {
      feed: new Feed(settings),
      carrier,
      state,
      sentTimes,
      clocks,
      feedOutput: kafkaFeed(producer),
      truthOutput: truthFile(config.GROUND_TRUTH_FILE),
    },
    logger,
    startAt: settings.startAt,
    endAt: settings.endAt,
    speed: config.SPEED,
    profileLeadMs: config.PROFILE_LEAD_MS,
    onLag: figures.showLag,
  })
  const listeners = [
    figures.show,
    ...(config.SUMMARY_FILE ? [summaryFile(config.SUMMARY_FILE)] : []),
  ]
  const ops = opsServer({
    host: config.OPS_HOST,
    port: config.OPS_PORT,
    registry: metrics.registry,
    logger,
    ready: { commands: commands.isReady },
    live: { commands: commands.isLive },
  })
  const topics = {
    name: 'topics',
    start: (signal: AbortSignal) => awaitTopics(connection, { topics: TOPICS, logger, signal }),
    async stop() {},
  }
  const summary = summaryPart(() => runSummary(state, carrier, latencies), listeners)
  await runService([ops, producer, topics, summary, commands, feed], { logger })
}
