import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startGuarded } from './guarded-process.ts'
import { LOOPBACK, requireFreePort } from './ports.ts'
import type { StackServer } from './stack-server.ts'
import { stopStaleServer } from './stale-server.ts'

const SERVER = fileURLToPath(new URL('clickhouse-server.ts', import.meta.url))

export interface ClickhouseOptions {
  readonly dir: string
  readonly port: number
  readonly onProgress: (line: string) => void
}

/** Starts a ClickHouse over the data in `dir`; returns when it answers queries. */
export async function startClickhouse(options: ClickhouseOptions): Promise<StackServer> {
  const { dir, port, onProgress } = options
  await stopStaleServer(dir)
  await requireFreePort('clickhouse', port)
  const dataDir = join(dir, 'data')
  mkdirSync(dataDir, { recursive: true })
  const server = startGuarded({
    title: 'ClickHouse',
    command: process.execPath,
    args: ['--experimental-ffi', '--no-warnings', SERVER, dataDir, String(port)],
    dir,
    env: { TZ: 'UTC' },
  })
  onProgress('Starting ClickHouse')
  const address = `http://${LOOPBACK}:${port}`
  await server.untilReady(() => clickhouseAnswers(address))
  onProgress(`ClickHouse is ready at ${address}`)
  return { address, ended: server.ended, stop: () => server.stop() }
}

async function clickhouseAnswers(url: string): Promise<boolean> {
  try {
    const answer = await fetch(`${url}/?query=SELECT%201`)
    return answer.ok && (await answer.text()) === '1\n'
  } catch {
    return false
  }
}
