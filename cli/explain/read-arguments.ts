import { parseArgs } from 'node:util'
import { DerivedId, Iccid } from '#schemas/identifiers.ts'
import { UsageError } from '../replay/usage-error.ts'
import type { Language } from './words.ts'

export const EXPLAIN_USAGE = `usage: simwarden explain ALERT_ID [--events FILE…] [--policy FILE] [--all] [--language en|zh] [--json]
       simwarden explain --card ICCID [--events FILE…] [--policy FILE] [--language en|zh] [--json]

Shows how an alert came about, by judging the card's records again; or a card's risk, term by term.
With --events: the records of these NDJSON files, without servers. Else the log and the history:
KAFKA_BROKERS, TOPIC_PREFIX, CLICKHOUSE_URL, _DATABASE, _USER and _PASSWORD say where; without
them: the local stack. --policy: these rules in place of the log's. --all: every record, not the
first and last. Exit code 1: there is no such alert, or the records do not lead to it again.
`

interface Told {
  /** Empty: ask the servers. */
  readonly files: readonly string[]
  readonly policy: string | undefined
  readonly language: Language
  readonly format: 'text' | 'json'
  /** How many records of a feature are shown. */
  readonly shown: 'some' | 'all'
}

/** What was asked for. */
export type ExplainArguments =
  | { readonly kind: 'help' }
  | ({ readonly kind: 'alert'; readonly alertId: string } & Told)
  | ({ readonly kind: 'card'; readonly iccid: Iccid } & Told)

type Environment = Readonly<Record<string, string | undefined>>

/** The command line, checked. Throws UsageError. */
export function readExplainArguments(
  argv: readonly string[],
  environment: Environment,
): ExplainArguments {
  const { values, positionals } = parse(argv)
  if (values.help) return { kind: 'help' }
  // `--events *.ndjson` gives the rest of the files as plain arguments, before or behind the id.
  const alertId = values.card === undefined ? (positionals.find(isId) ?? positionals[0]) : undefined
  const more = positionals.filter((one) => one !== alertId)
  if (values.events === undefined && more.length > 0) throw refusal(`what is ${more[0]}?`)
  const told: Told = {
    files: [...(values.events ?? []), ...more],
    policy: values.policy,
    language: languageOf(values.language, environment),
    format: values.json ? 'json' : 'text',
    shown: values.all ? 'all' : 'some',
  }
  if (values.card !== undefined) return { kind: 'card', iccid: cardOf(values.card), ...told }
  if (alertId === undefined) throw refusal('explain takes the id of an alert, or --card')
  if (isId(alertId)) return { kind: 'alert', alertId, ...told }
  throw refusal(`${alertId} is no id of an alert: those have 26 of the characters 0-9 and a-v`)
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        events: { type: 'string', multiple: true },
        policy: { type: 'string' },
        card: { type: 'string' },
        language: { type: 'string' },
        all: { type: 'boolean' },
        json: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    })
  } catch (cause) {
    throw new UsageError(`${(cause as Error).message.split('. ')[0]}\n${EXPLAIN_USAGE.trimEnd()}`, {
      cause,
    })
  }
}

function isId(text: string): boolean {
  return DerivedId.safeParse(text).success
}

function cardOf(text: string): Iccid {
  const parsed = Iccid.safeParse(text)
  if (parsed.success) return parsed.data
  throw refusal(`--card ${text}: an ICCID has 18 to 20 digits (or A-F)`)
}

/** Without an option, that of the terminal. */
function languageOf(asked: string | undefined, environment: Environment): Language {
  if (asked === 'en' || asked === 'zh') return asked
  if (asked !== undefined) throw refusal(`--language ${asked} is neither en nor zh`)
  const { LC_ALL, LC_MESSAGES, LANG } = environment
  return (LC_ALL || LC_MESSAGES || LANG || '').startsWith('zh') ? 'zh' : 'en'
}

function refusal(what: string): UsageError {
  return new UsageError(`${what}\n${EXPLAIN_USAGE.trimEnd()}`)
}
