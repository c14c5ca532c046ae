import { configOrExit } from '#runtime/config-or-exit.ts'
import { createDeadLetters } from '#runtime/dead-letter.ts'
import { connectKafka } from '#runtime/kafka.ts'
import { createProducer } from '#runtime/kafka-producer.ts'
import { createLogger } from '#runtime/logger.ts'
import { createMetrics } from '#runtime/metrics.ts'
import { opsServer } from '#runtime/ops-server.ts'
import { PartitionMap } from '#runtime/partition-map.ts'
import { runService } from '#runtime/run-service.ts'
import { cardRegister } from './adapters/card-register.ts'
import { feedConsumer } from './adapters/feed-consumer.ts'
import { kafkaPublisher } from './adapters/kafka-publisher.ts'
import { kafkaTicker } from './adapters/kafka-ticker.ts'
import { profilesFirst } from './adapters/profiles-first.ts'
import { wallTicks } from './adapters/wall-ticks.ts'
import { IngestConfig } from './config.ts'
import { CardDirectory } from './domain/card-directory.ts'
import { createPeerTokens } from './domain/peer-tokens.ts'
import { PROFILE_FEEDS, USAGE_FEEDS } from './feeds/catalogue.ts'
import { type Ingest, ingestProfiles, ingestUsage } from './pipeline.ts'

const config = configOrExit('ingest', IngestConfig)
const logger = createLogger({ name: 'ingest', level: config.LOG_LEVEL })
const metrics = createMetrics('ingest')
const kafka = connectKafka({
  clientId: 'ingest',
  brokers: config.KAFKA_BROKERS,
  topicPrefix: config.TOPIC_PREFIX,
  logger,
})
const producer = createProducer(kafka, { logger, metrics })
const deadLetters = createDeadLetters(producer, { app: 'ingest', logger, metrics })

const isFeedClock = config.CLOCK === 'feed'
/** With CLOCK=wall. */
const TICK_EVERY_MS = 10_000
/** The enforcer makes its own ticks but where the feed makes the time. */
const TICKED = ['card.events', 'group.facts']
const ticker = kafkaTicker(kafka, {
  producer,
  logger,
  topics: isFeedClock ? [...TICKED, 'enforcement.events'] : TICKED,
})

const cards = new CardDirectory()
const ingest: Ingest = {
  cards,
  hidePeer: createPeerTokens({
    key: config.PEER_TOKEN_KEY.reveal(),
    version: config.PEER_TOKEN_VERSION,
  }),
  publisher: kafkaPublisher({ producer, deadLetters, metrics }),
  ...(isFeedClock && { feedTicker: ticker }),
}

const PROFILE_GROUP = 'ingest-profiles'
const published = new PartitionMap<bigint>()
const register = cardRegister(kafka, { cards, logger, metrics })
const profiles = feedConsumer(kafka, {
  groupId: PROFILE_GROUP,
  feeds: PROFILE_FEEDS,
  logger,
  metrics,
  async handle(batch, signal) {
    await ingestProfiles(batch, ingest, signal)
    published.set(batch, batch.lastOffset + 1n)
  },
})
const first = profilesFirst(kafka, {
  groupId: PROFILE_GROUP,
  topics: PROFILE_FEEDS.map(({ topic }) => topic),
  published,
  register,
  logger,
})
const usage = feedConsumer(kafka, {
  groupId: 'ingest',
  feeds: USAGE_FEEDS,
  logger,
  metrics,
  async handle(batch, signal) {
    await first.pass(signal)
    await ingestUsage(batch, ingest, signal)
  },
})
const ops = opsServer({
  host: config.OPS_HOST,
  port: config.OPS_PORT,
  registry: metrics.registry,
  logger,
  live: { register: register.isLive, profiles: profiles.isLive, usage: usage.isLive },
  ready: { profiles: profiles.isReady, usage: usage.isReady },
})

const wall = isFeedClock ? [] : [wallTicks(ticker, { everyMs: TICK_EVERY_MS })]
await runService([ops, producer, ticker, ...wall, register, profiles, first, usage], { logger })
