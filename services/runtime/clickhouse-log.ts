import { ClickHouseLogLevel, type ErrorLogParams, type Logger as Log } from '@clickhouse/client'
import type { Logger } from './logger.ts'

/** Lets the client log through pino. Its errors are thrown too, and told where they are handled. */
export function clickHouseLog(logger: Logger) {
  function debug({
    module,
    message,
    err,
  }: Pick<ErrorLogParams, 'module' | 'message'> & { err?: Error }) {
    logger.debug({ module, err }, message)
  }
  class PinoLog implements Log {
    trace = debug
    debug = debug
    info = debug
    warn = debug
    error = debug
  }
  const level = logger.isLevelEnabled('debug') ? ClickHouseLogLevel.WARN : ClickHouseLogLevel.OFF
  return { LoggerClass: PinoLog, level }
}
