import kafkajs, { type Kafka } from 'kafkajs'
import { registerCodecs } from './kafka-codecs.ts'
import { stopIdleTimer } from './kafkajs-idle-timer.ts'
import { kafkajsLevel, kafkajsLog } from './kafkajs-log.ts'
import type { Logger } from './logger.ts'

export interface KafkaOptions {
  /** The process's name. */
  readonly clientId: string
  readonly brokers: readonly string[]
  /**
   * Put before every topic and group on the wire. This folder adds it and takes it off again, so that
   * a service only ever sees the plain names.
   */
  readonly topicPrefix?: string
  readonly logger: Logger
}

/** How to reach Kafka. Producers, consumers and readers are made from it. */
export interface KafkaConnection {
  readonly kafka: Kafka
  readonly clientId: string
  readonly topicPrefix: string
}

/** Describes the connection; nothing is sent before a part made from it starts. */
export function connectKafka(options: KafkaOptions): KafkaConnection {
  const { clientId, brokers, topicPrefix = '', logger } = options
  registerCodecs()
  stopIdleTimer()
  const kafka = new kafkajs.Kafka({
    clientId,
    brokers: [...brokers],
    connectionTimeout: 3_000,
    requestTimeout: 15_000,
    enforceRequestTimeout: true,
    // Short: whoever uses it tries again for ever, and tells about it.
    retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 3 },
    logLevel: kafkajsLevel(logger.level),
    logCreator: kafkajsLog(logger),
  })
  return { kafka, clientId, topicPrefix }
}
