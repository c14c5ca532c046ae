import type { Alert, Sentence } from '#schemas/alert.ts'
import type { PolicyDocument } from '#schemas/policy-document.ts'
import type { History } from '../../services/console/ports.ts'
import type { RawRecord } from '../../services/detector/ports.ts'
import { readPolicy } from '../read-policy.ts'
import { CardLog, type LogItem } from './card-log.ts'
import type { CardAlert } from './explain-card-alert.ts'
import type { GroupAlert } from './explain-group-alert.ts'
import { recordsBefore, storedPolicy } from './from-history.ts'
import { GroupLog } from './group-log.ts'
import { type LogReading, readLog } from './read-log.ts'

type ShortReading = Exclude<LogReading, { status: 'whole' }>

/** What a card's replay needs, and what must be known of where it comes from. */
export interface CardMaterial {
  readonly items: readonly LogItem[]
  readonly notes: readonly Sentence[]
}

/** The same of a group. */
export interface GroupMaterial {
  readonly items: readonly RawRecord[]
  readonly notes: readonly Sentence[]
}

export interface ServerOptions {
  readonly history: History
  readonly environment: NodeJS.ProcessEnv
  /** A file of rules in place of the log's. */
  readonly policy: string | undefined
}

/**
 * The log of the alert's card up to the alert. What the log no longer has comes from the history,
 * which keeps usage and contracts; so does the policy then.
 */
export async function cardLogOfServers(
  alert: CardAlert,
  { history, environment, policy }: ServerOptions,
): Promise<CardMaterial> {
  const { iccid, evidence } = alert
  const { partition, offset } = evidence.offset
  const until = BigInt(offset)
  const given = policy === undefined ? undefined : readPolicy(policy)
  const policies = given ? 'without' : 'ofLog'
  const tail = new CardLog(iccid, { policies })
  const place = { topic: 'card.events', partition, until }
  const reading = await readLog(place, { environment, onRecord: (raw) => tail.add(raw) })
  const rules = given ? [givenPolicy(given)] : []
  if (reading.status === 'whole') {
    const head = new CardLog(iccid, { first: given, policies })
    return { items: [...head.items, ...tail.items], notes: rules }
  }
  const stored = given ?? (await storedPolicy(history, evidence.policyVersion))
  const head = new CardLog(iccid, { first: stored, policies })
  const end = reading.status === 'short' ? reading.low : until + 1n
  const before = await recordsBefore(history, { iccid, partition, offset: end })
  for (const raw of before) head.add(raw)
  const items = reading.status === 'short' ? [...head.items, ...tail.items] : head.items
  const assumed = given ? rules : [stored ? assumedPolicy(stored) : noPolicy(alert)]
  return { items, notes: [noteOf(reading), ...assumed] }
}

/** The log of the alert's group up to the alert. The history keeps no facts. */
export async function groupLogOfServers(
  { group, evidence }: GroupAlert,
  { environment, policy }: Omit<ServerOptions, 'history'>,
): Promise<GroupMaterial> {
  const { partition, offset } = evidence.offset
  const first = policy === undefined ? undefined : readPolicy(policy)
  const log = new GroupLog(group, { first, policies: first ? 'without' : 'ofLog' })
  const place = { topic: 'group.facts', partition, until: BigInt(offset) }
  const reading = await readLog(place, { environment, onRecord: (raw) => log.add(raw) })
  const notes = first ? [givenPolicy(first)] : []
  if (reading.status === 'whole') return { items: log.items, notes }
  return {
    items: reading.status === 'short' ? log.items : [],
    notes: [...notes, factsNote(reading)],
  }
}

function factsNote(reading: ShortReading): Sentence {
  const kept = 'the history keeps no facts of groups'
  const keptZh = '历史库不保存群组事实'
  switch (reading.status) {
    case 'short':
      return {
        en: `the log begins only at offset ${reading.low}; ${kept}`,
        zh: `日志仅从偏移 ${reading.low} 开始；${keptZh}`,
      }
    case 'gone':
      return {
        en: `the log no longer has the alert’s fact; ${kept}`,
        zh: `日志中已无该告警的事实；${keptZh}`,
      }
    case 'away':
      return {
        en: `Kafka at ${reading.brokers} does not answer; ${kept}`,
        zh: `Kafka ${reading.brokers} 无应答；${keptZh}`,
      }
  }
}

function noteOf(reading: ShortReading): Sentence {
  const kept =
    'usage and contracts from the history, without snoozes, stops and the time of the log'
  const keptZh = '以历史库中的使用记录与档案代替，不含静默、处置与日志时间'
  switch (reading.status) {
    case 'short':
      return {
        en: `the log begins only at offset ${reading.low}; before it: ${kept}`,
        zh: `日志仅从偏移 ${reading.low} 开始；此前${keptZh}`,
      }
    case 'gone':
      return {
        en: `the log no longer has the alert’s record; instead: ${kept}`,
        zh: `日志中已无该告警的记录；${keptZh}`,
      }
    case 'away':
      return {
        en: `Kafka at ${reading.brokers} does not answer; instead: ${kept}`,
        zh: `Kafka ${reading.brokers} 无应答；${keptZh}`,
      }
  }
}

function givenPolicy({ version }: PolicyDocument): Sentence {
  return {
    en: `judged by policy ${version} of the file, not by the log’s`,
    zh: `按文件中的策略 ${version} 判定，未用日志中的策略`,
  }
}

function assumedPolicy({ version }: PolicyDocument): Sentence {
  return {
    en: `policy ${version} of the alert is taken for all records before it`,
    zh: `此前全部记录均按该告警的策略 ${version} 判定`,
  }
}

function noPolicy({ evidence }: Alert): Sentence {
  const { policyVersion } = evidence
  return {
    en: `the history has no policy ${policyVersion}; name its file with --policy`,
    zh: `历史库中没有策略 ${policyVersion}；请用 --policy 指定文件`,
  }
}
