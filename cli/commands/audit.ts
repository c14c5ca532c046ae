import { ClickHouseError } from '@clickhouse/client'
import { ConfigError } from '#runtime/config.ts'
import { StackError } from '../../deploy/local/stack-error.ts'
import { readAudits } from '../../services/auditor/adapters/audit-files.ts'
import { clickHouseAuditStore } from '../../services/auditor/adapters/clickhouse-audit-store.ts'
import type { Audit } from '../../services/auditor/domain/audit.ts'
import { runAudit } from '../../services/auditor/pipeline.ts'
import type { AuditRun } from '../../services/auditor/ports.ts'
import { type Connected, connect } from '../audit/connect.ts'
import { importRows } from '../audit/import-rows.ts'
import { AUDIT_USAGE, type AuditArguments, readAuditArguments } from '../audit/read-arguments.ts'
import { renderList, renderRuns } from '../audit/render.ts'
import { UsageError } from '../replay/usage-error.ts'
import type { Command } from './command.ts'

/** Asks the history what is wrong, now or as of a moment. */
export const audit: Command = {
  name: 'audit',
  description: 'run audits over the history, list them, import registers they need',
  async run(args) {
    try {
      return await answer(readAuditArguments(args))
    } catch (error) {
      const text = complaintOf(error)
      if (text === undefined) throw error
      process.stderr.write(`${text}\n`)
      return 2
    }
  },
}

async function answer(asked: AuditArguments): Promise<number> {
  if (asked.kind === 'help') return print(AUDIT_USAGE)
  if (asked.kind === 'list') return list(asked)
  await using connected = await connect(process.env)
  return asked.kind === 'import'
    ? await importInto(asked, connected)
    : await runAll(asked, connected)
}

/** What the caller can put right is one message; undefined: a bug. */
function complaintOf(error: unknown): string | undefined {
  if (error instanceof ClickHouseError) {
    return `Cannot audit, ClickHouse says: ${error.message.split('\n')[0]}`
  }
  const isTheirs = THEIRS.some((kind) => error instanceof kind)
  return isTheirs ? (error as Error).message : undefined
}

const THEIRS = [UsageError, ConfigError, StackError]

type Of<Kind extends AuditArguments['kind']> = Extract<AuditArguments, { kind: Kind }>

function list({ ids, format }: Of<'list'>): number {
  const audits = chosen(ids)
  const rows = audits.map(({ sql: _, ...rest }) => rest)
  return print(format === 'json' ? json(rows) : renderList(audits))
}

async function importInto({ table, file }: Of<'import'>, { client }: Connected) {
  const rows = await importRows(client, { table, file })
  return print(`Imported ${rows} rows into ${table}\n`)
}

/** 0: every audit ran; 2: one could not, and says why. A blind one ran. */
async function runAll({ ids, asOf, format }: Of<'run'>, connected: Connected): Promise<number> {
  const audits = chosen(ids)
  const store = clickHouseAuditStore(connected.clickhouse)
  const at = asOf ?? (connected.clock === 'feed' ? 'newest' : Date.now())
  const time = at === 'newest' ? await store.newestUsage() : at
  if (time === null) throw new StackError('Cannot audit as of the newest usage: there is none')
  const runs: AuditRun[] = []
  for (const one of audits) {
    const run = await runAudit(one, { store, asOf: time, clock: { wallNow: () => Date.now() } })
    if (run) runs.push(run)
  }
  const moment = `As of ${new Date(time).toISOString()}\n`
  print(format === 'json' ? json(runs) : moment + renderRuns(runs, audits))
  return runs.some(({ error }) => error !== '') ? 2 : 0
}

/** Those named, or all. Throws on a name that is none. */
function chosen(ids: readonly string[]): readonly Audit[] {
  const all = readAudits()
  const unknown = ids.find((id) => !all.some((one) => one.id === id))
  if (unknown) throw new UsageError(`There is no audit ${unknown}; simwarden audit --list has all`)
  return ids.length === 0 ? all : all.filter(({ id }) => ids.includes(id))
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}

function print(text: string): number {
  process.stdout.write(text)
  return 0
}
