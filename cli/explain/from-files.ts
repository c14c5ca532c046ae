import type { Alert } from '#schemas/alert.ts'
import type { Iccid } from '#schemas/identifiers.ts'
import type { RawRecord } from '../../services/detector/ports.ts'
import { readPolicy } from '../read-policy.ts'
import { type FileOutput, FilePartition } from '../replay/file-partition.ts'
import { checkReadable, readLines } from '../replay/read-lines.ts'
import { UsageError } from '../replay/usage-error.ts'
import { CardLog, type LogItem } from './card-log.ts'
import type { GroupAlert } from './explain-group-alert.ts'
import { GroupLog } from './group-log.ts'

/** Files in the place of the log. */
export interface Files {
  readonly files: readonly string[]
  /** Without one the files have their own. */
  readonly policy: string | undefined
}

/** What files lead to. */
export interface FileFindings {
  /** Each alert as it was told last. */
  readonly alerts: ReadonlyMap<string, Alert>
  /** Newest time of any record that counted; undefined: there was none. */
  readonly newest: number | undefined
  /** Without one, no policy ever came. */
  readonly timeZone: string
}

/** Judges files whole, both stages, as a replay of them does. */
export async function judgeFiles({ files, policy }: Files): Promise<FileFindings> {
  checkReadable(files)
  const core = new FilePartition({ rows: 'dropped' })
  const alerts = new Map<string, Alert>()
  await judgeAll(core, { files, policy }, (output) => {
    if (output.type === 'alert') alerts.set(output.alert.alertId, output.alert)
  })
  if (core.partition.policyRecord === undefined) {
    throw new UsageError('--policy is missing: the files have no policy of their own')
  }
  const newest = core.partition.sources.feeds.values().map((feed) => feed.newest)
  const { timeZone } = core.partition.policy
  return { alerts, newest: newest.reduce((a, b) => Math.max(a, b), 0) || undefined, timeZone }
}

async function judgeAll(
  core: FilePartition,
  { files, policy }: Files,
  note: (output: FileOutput) => void = () => {},
): Promise<void> {
  if (policy !== undefined) core.adopt(readPolicy(policy))
  for (const file of files) {
    for await (const lines of readLines(file)) {
      for (const line of lines) core.judge(line).forEach(note)
    }
  }
  core.finish().forEach(note)
}

/** What of the files a card's replay needs, up to a place among their lines. */
export async function cardLogOfFiles(
  { files, policy }: Files,
  { iccid, until }: { readonly iccid: Iccid; readonly until: bigint },
): Promise<readonly LogItem[]> {
  const first = policy === undefined ? undefined : readPolicy(policy)
  const log = new CardLog(iccid, { first })
  // As FilePartition counts: its policy is a record before the first line.
  let offset = first ? 1n : 0n
  for (const file of files) {
    for await (const lines of readLines(file)) {
      for (const line of lines) {
        if (offset > until) return log.items
        const value = 'bytes' in line ? line.bytes : null
        log.add({ offset, timestamp: Number.POSITIVE_INFINITY, value })
        offset += 1n
      }
    }
  }
  return log.items
}

/** The facts of one group that files lead to, up to a place among those of all groups. */
export async function groupLogOfFiles(
  files: Files,
  { group, until }: { readonly group: GroupAlert['group']; readonly until: bigint },
): Promise<readonly RawRecord[]> {
  const log = new GroupLog(group)
  const core = new FilePartition({
    rows: 'dropped',
    onGroupRecord(raw) {
      if (raw.offset <= until) log.add(raw)
    },
  })
  await judgeAll(core, files)
  return log.items
}
