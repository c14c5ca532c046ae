import { z } from 'zod'
import { plaintextProblems } from './plaintext.ts'
import { Secret } from './secret.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** User and password in an address. */
const CREDENTIALS = /\/\/.*@/

const secrets = z.registry<{ readonly secret: true }>()

/** A setting that is never printed. `description` says what to put there. */
export function secret(description: string) {
  const text = z.string().describe(description).register(secrets, { secret: true })
  return text.transform((value) => new Secret(value))
}

/** What every process is connected by. Spread it into the process's own schema. */
export const connection = {
  KAFKA_BROKERS: z
    .string()
    .describe('brokers as host:port, comma separated, such as 127.0.0.1:9092')
    .transform((list) => list.split(',').map((broker) => broker.trim()))
    .pipe(z.array(z.string().regex(/^[^\s:]+:\d+$|^\[[^\]]+\]:\d+$/, 'every broker is host:port'))),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error'])
    .default('info')
    .describe('trace, debug, info, warn or error'),
  OPS_HOST: z.string().default('127.0.0.1').describe('address the metrics and health answer on'),
  OPS_PORT: z.coerce.number().int().min(0).max(65_535).default(0).describe('a port; 0: any free'),
  TOPIC_PREFIX: z
    .string()
    .regex(/^[a-zA-Z0-9._-]*$/, 'only letters, digits, dot, dash and underscore')
    .default('')
    .describe('put before every topic and group, so that two systems may share a broker'),
  CLOCK: z
    .enum(['wall', 'feed'])
    .default('wall')
    .describe('wall; or feed, where the records make the time (demo and tests)'),
  ALLOW_INSECURE: z.enum(['0', '1']).default('0').describe('1: plaintext beyond this machine'),
}

/** The settings of a process that uses ClickHouse too. */
export const clickhouse = {
  CLICKHOUSE_URL: z
    .url({ protocol: /^https?$/ })
    .refine((url) => !CREDENTIALS.test(url), 'put them in CLICKHOUSE_USER and CLICKHOUSE_PASSWORD')
    .describe('http(s) address of ClickHouse, such as http://127.0.0.1:8123'),
  CLICKHOUSE_DATABASE: z
    .string()
    .regex(/^\w+$/, 'only letters, digits and underscore')
    .default('simwarden')
    .describe('name of the database'),
  CLICKHOUSE_USER: z.string().optional().describe('user name; without it: default'),
  CLICKHOUSE_PASSWORD: secret('password of CLICKHOUSE_USER').optional(),
}

/** The environment does not fit. The message names every variable that is wrong and what it takes. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    const lines = problems.map((problem) => `  ${problem}`)
    super(`Cannot start, the environment needs correcting:\n${lines.join('\n')}`)
    this.problems = problems
  }
}

/** Reads the settings once, at start. Reports every bad one, not only the first. */
export function readConfig<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  environment: Environment,
): z.output<z.ZodObject<Shape>> {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const parsed = schema.safeParse(given)
  const problems = [
    ...(parsed.error?.issues ?? []).map((issue) => problemOf(issue, schema.shape, given)),
    ...plaintextProblems(given, Object.keys(schema.shape)),
  ]
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems)
  return parsed.data
}

function problemOf(issue: z.core.$ZodIssue, shape: z.ZodRawShape, given: Environment): string {
  const name = String(issue.path[0])
  const value = given[name]
  const field = innermost(shape[name])
  const wanted = field.description ? ` (${field.description})` : ''
  if (value === undefined) return `${name} is missing${wanted}`
  const open = JSON.stringify(value.replace(CREDENTIALS, '//***@'))
  const shown = secrets.has(field.type) ? '***' : open
  return `${name} is ${shown}: ${lowerFirst(issue.message)}${wanted}`
}

/** The schema below defaults, optionals and transforms, and the outermost description on the way. */
function innermost(schema: z.core.$ZodType | undefined) {
  let type = schema
  let description: string | undefined
  while (type) {
    description ??= z.globalRegistry.get(type)?.description
    const { def } = type._zod as { def: { innerType?: z.core.$ZodType; in?: z.core.$ZodType } }
    const inner = def.innerType ?? def.in
    if (!inner) return { type, description }
    type = inner
  }
  return { type: z.never(), description }
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
