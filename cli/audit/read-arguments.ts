import { parseArgs } from 'node:util'
import { UsageError } from '../replay/usage-error.ts'

export const AUDIT_USAGE = `usage: simwarden audit [ID…] [--as-of TIME] [--list] [--json]
       simwarden audit import TABLE FILE.csv

Asks the history what is wrong, opens findings and closes those that are no longer true.
Without ids: all audits. TIME is ISO 8601 with its zone, such as 2026-03-10T00:00:00+08:00, or
newest: the newest usage there is, as for a replayed feed; without it: now (CLOCK=feed: newest).
CLICKHOUSE_URL, _DATABASE, _USER and _PASSWORD say where; without them: the local stack.
`

/** What was asked for. */
export type AuditArguments =
  | { readonly kind: 'help' }
  | { readonly kind: 'list'; readonly ids: readonly string[]; readonly format: Format }
  | { readonly kind: 'import'; readonly table: string; readonly file: string }
  | {
      readonly kind: 'run'
      readonly ids: readonly string[]
      /** Epoch milliseconds; null: as the clock says. */
      readonly asOf: number | 'newest' | null
      readonly format: Format
    }

type Format = 'table' | 'json'

/** The command line, checked. Throws UsageError. */
export function readAuditArguments(argv: readonly string[]): AuditArguments {
  const { values, positionals } = parse(argv)
  if (values.help) return { kind: 'help' }
  const format = values.json ? 'json' : 'table'
  if (positionals[0] === 'import') return importOf(positionals.slice(1))
  if (values.list) return { kind: 'list', ids: positionals, format }
  return { kind: 'run', ids: positionals, asOf: timeOf(values['as-of']), format }
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        'as-of': { type: 'string' },
        list: { type: 'boolean' },
        json: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    })
  } catch (cause) {
    const [what] = (cause as Error).message.split('.')
    throw new UsageError(`${what}\n${AUDIT_USAGE.trimEnd()}`, { cause })
  }
}

function importOf([table, file, ...more]: readonly string[]): AuditArguments {
  if (table === undefined || file === undefined || more.length > 0) {
    throw new UsageError(`import takes a table and a file\n${AUDIT_USAGE.trimEnd()}`)
  }
  return { kind: 'import', table, file }
}

function timeOf(text: string | undefined): number | 'newest' | null {
  if (text === undefined) return null
  if (text === 'newest') return text
  try {
    return Temporal.Instant.from(text).epochMilliseconds
  } catch (cause) {
    const wanted = 'ISO 8601 with its zone, such as 2026-03-10T00:00:00+08:00, or newest'
    throw new UsageError(`Cannot read --as-of ${text}: it takes ${wanted}`, { cause })
  }
}
