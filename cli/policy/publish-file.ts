import { randomUUID } from 'node:crypto'
import { userInfo } from 'node:os'
import { readPolicy } from '../read-policy.ts'
import type { Answer } from './answer.ts'
import { tellDiff } from './diff.ts'
import type { PolicyLog } from './policy-log.ts'
import { publish } from './publish.ts'

/** A record of the log takes no more; the rest is for its head. */
const MOST_BYTES = 1_000_000

export interface PublishFileOptions {
  /** Who publishes; the user of this machine when it is not said. */
  readonly by: string | undefined
  reach<Result>(work: (log: PolicyLog) => Promise<Result>): Promise<Result>
}

/** `policy publish FILE`: checks it, shows what it changes, and puts it in force everywhere. */
export async function publishFile(
  file: string,
  { by, reach }: PublishFileOptions,
): Promise<Answer> {
  const document = readPolicy(file)
  const size = Buffer.byteLength(JSON.stringify(document))
  if (size > MOST_BYTES) {
    const text = `Cannot publish ${document.version}: it has ${size} bytes, and a record takes ${MOST_BYTES}; move long lists into the reference tables`
    return { code: 1, text }
  }
  const lines: string[] = []
  const published = await reach((log) =>
    publish(document, log, {
      by: by ?? userInfo().username,
      writer: `policy-publish-${randomUUID()}`,
      now: Date.now,
      onBegin: (before) =>
        lines.push(before ? tellDiff(before, document) : `${document.version}: the first policy`),
    }),
  )
  if (published.status === 'refused') {
    return { code: 1, text: `Cannot publish ${document.version}: ${published.reason}` }
  }
  const { copies, isRepeat } = published
  const again = isRepeat
    ? ' again: the same content, so partitions that had it go on as they were'
    : ''
  lines.push(`Published policy ${document.version} to ${copies.length} partitions${again}`)
  return { code: 0, text: lines.join('\n') }
}
