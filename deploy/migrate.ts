import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import { readStackConfig } from './local/stack-config.ts'
import { exitOver, StackError } from './local/stack-error.ts'

const TABLES = fileURLToPath(new URL('../schemas/tables', import.meta.url))
const CLI = fileURLToPath(import.meta.resolve('clickhouse-migrations/lib/cli.js'))

export interface MigrateOptions {
  /** With user and password, where it has them. */
  readonly clickhouseUrl: string
  /** Made when it is missing. */
  readonly database: string
}

/**
 * Brings the tables of a database up to schemas/tables/. The library ends its process when it
 * fails, so it has one of its own. A file that failed half-way runs again: each statement may.
 */
export async function migrate({ clickhouseUrl, database }: MigrateOptions): Promise<void> {
  const { host, user, password } = parseServer(clickhouseUrl)
  const cli = spawn(
    process.execPath,
    [CLI, 'migrate', '--db', database, '--migrations-home', TABLES],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        CH_MIGRATIONS_HOST: host,
        CH_MIGRATIONS_USER: user,
        CH_MIGRATIONS_PASSWORD: password,
      },
    },
  )
  const [said, complained, [code]] = await Promise.all([
    text(cli.stdout),
    text(cli.stderr),
    once(cli, 'exit'),
  ])
  if (code !== 0) {
    throw new StackError(`Cannot migrate database ${database}: ${fault(said + complained)}`)
  }
}

/** The parts of a URL as the library wants them. */
export function parseServer(clickhouseUrl: string): {
  host: string
  user: string
  password: string
} {
  const url = new URL(clickhouseUrl)
  const user = decodeURIComponent(url.username) || 'default'
  const password = decodeURIComponent(url.password)
  url.username = ''
  url.password = ''
  return { host: url.href, user, password }
}

/** What went wrong, out of what the library writes in colours, over several lines, with a trace. */
function fault(output: string): string {
  const plain = stripVTControlCharacters(output).replace(/\s+/g, ' ').trim()
  return plain.split('clickhouse-migrations : Error: ').at(-1) ?? plain
}

if (import.meta.main) {
  try {
    const { clickhouseUrl, database } = readStackConfig(process.env)
    await migrate({ clickhouseUrl, database })
  } catch (error) {
    exitOver(error)
  }
}
