import { type LogEntry, logLevel } from 'kafkajs'
import type { Logger } from './logger.ts'

/**
 * kafkajs reports a lost connection on every try, as an error. The retries of this folder tell that
 * story once, so its lines are details; only what it says about lost positions stays loud.
 */
const LOUD = new Set(['ConsumerGroup', 'Runner'])

/** Lets kafkajs log through pino. */
export function kafkajsLog(logger: Logger): () => (entry: LogEntry) => void {
  return () => (entry) => {
    const { message, timestamp: _time, logger: _name, ...details } = entry.log
    const fields = { kafkajs: entry.namespace, ...details }
    if (entry.level === logLevel.DEBUG) return logger.trace(fields, message)
    if (entry.level === logLevel.ERROR && LOUD.has(entry.namespace)) {
      return logger.error(fields, message)
    }
    logger.debug(fields, message)
  }
}

/** How much kafkajs has to tell for a logger of this level: building its lines costs time. */
export function kafkajsLevel(level: string): logLevel {
  if (level === 'trace') return logLevel.DEBUG
  if (level === 'debug') return logLevel.INFO
  return logLevel.ERROR
}
