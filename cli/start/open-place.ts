import { createTopics } from '../../deploy/create-topics.ts'
import { startStack } from '../../deploy/local/stack.ts'
import { readStackConfig } from '../../deploy/local/stack-config.ts'
import { StackError } from '../../deploy/local/stack-error.ts'
import { migrate } from '../../deploy/migrate.ts'
import { findFreePorts, requirePort } from './free-ports.ts'
import type { Place } from './service-list.ts'

const CONSOLE_PORT = 18_800
const MOST_SERVICES = 7

export interface OpenOptions {
  readonly hasConsole: boolean
  readonly onProgress: (line: string) => void
  /** Called when a server of ours ends unasked. */
  readonly onFailure: (error: Error) => void
  /** Takes what must be stopped again. */
  readonly running: AsyncDisposableStack
}

/** Servers that answer, with topics and tables, and ports for the services. */
export async function openPlace(options: OpenOptions): Promise<Place> {
  const { hasConsole, onProgress, onFailure, running } = options
  const { topicPrefix, database, dataDir } = readStackConfig(process.env)
  const consolePort = readConsolePort(process.env['CONSOLE_PORT'])
  if (hasConsole) await requirePort(consolePort, 'CONSOLE_PORT')
  const { brokers, clickhouseUrl, stop } = await startStack({ onProgress, onFailure })
  running.defer(stop)
  await Promise.all([
    createTopics({ brokers, prefix: topicPrefix }),
    migrate({ clickhouseUrl, database }),
  ])
  const opsPorts = await findFreePorts(MOST_SERVICES)
  return { brokers, clickhouseUrl, topicPrefix, database, dataDir, consolePort, opsPorts }
}

function readConsolePort(text: string | undefined): number {
  const port = Number(text || CONSOLE_PORT)
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port
  throw new StackError(`CONSOLE_PORT ${text} is no port from 1 to 65535`)
}
