import { type DestinationStream, type Logger, pino } from 'pino'

export type { Logger } from 'pino'

/** Never in a log: they name a person. */
const PERSONAL = ['msisdn', 'imsi', 'peer', 'peerPrevious']

export interface LoggerOptions {
  /** The process, in every line. */
  readonly name: string
  readonly level: string
  /** Where lines go; stdout without it. */
  readonly destination?: DestinationStream
}

/** One JSON line a fact. Personal numbers are masked wherever they stand, up to two levels deep. */
export function createLogger({ name, level, destination }: LoggerOptions): Logger {
  const paths = PERSONAL.flatMap((field) => [field, `*.${field}`, `*.*.${field}`])
  const options = { name, level, redact: { paths, censor: '***' } }
  return destination ? pino(options, destination) : pino(options)
}
