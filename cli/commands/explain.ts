import { ClickHouseError } from '@clickhouse/client'
import { ConfigError } from '#runtime/config.ts'
import { StackError } from '../../deploy/local/stack-error.ts'
import { HistoryAway } from '../../services/console/ports.ts'
import { EXPLAIN_USAGE, readExplainArguments } from '../explain/read-arguments.ts'
import { type Answer, explainAlert, explainCard } from '../explain/run-explain.ts'
import { PolicyError } from '../read-policy.ts'
import { UsageError } from '../replay/usage-error.ts'
import type { Command } from './command.ts'

/** Tells why: how an alert came about, what makes a card's risk. */
export const explain: Command = {
  name: 'explain',
  description: 'show how an alert came about, record by record, or what makes a card’s risk',
  async run(args) {
    try {
      const { code, text } = await answer(args)
      process.stdout.write(text)
      return code
    } catch (error) {
      const text = complaintOf(error)
      if (text === undefined) throw error
      process.stderr.write(`${text}\n`)
      return 2
    }
  },
}

async function answer(args: readonly string[]): Promise<Answer> {
  const asked = readExplainArguments(args, process.env)
  switch (asked.kind) {
    case 'help':
      return { code: 0, text: EXPLAIN_USAGE }
    case 'alert':
      return explainAlert(asked, process.env)
    case 'card':
      return explainCard(asked, process.env)
  }
}

/** What the caller can put right is one message; undefined: a bug. */
function complaintOf(error: unknown): string | undefined {
  if (error instanceof HistoryAway) return `Cannot explain: ClickHouse does not answer`
  if (error instanceof ClickHouseError) {
    return `Cannot explain, ClickHouse says: ${error.message.split('\n')[0]}`
  }
  const isTheirs = THEIRS.some((kind) => error instanceof kind)
  return isTheirs ? (error as Error).message : undefined
}

const THEIRS = [UsageError, ConfigError, StackError, PolicyError]
