import type { AuditRecord } from '#schemas/audit-record.ts'
import type { PolicyRecord } from '#schemas/card-event.ts'
import type { PolicyDocument } from '#schemas/policy-document.ts'
import { contentHash, inForce, numberOf } from './in-force.ts'
import { type Copy, type PolicyLog, TRUTH } from './policy-log.ts'

export interface PublishOptions {
  /** Who, for the audit log. */
  readonly by: string
  /** Names this run in the audit log; it numbers its records from 1. */
  readonly writer: string
  /** Epoch milliseconds. */
  readonly now: () => number
  /** Told before anything is sent: the policy in force; undefined: this is the first. */
  onBegin(before: PolicyDocument | undefined): void
}

export type Published =
  | { readonly status: 'published'; readonly copies: readonly Copy[]; readonly isRepeat: boolean }
  | { readonly status: 'refused'; readonly reason: string }

/**
 * Steps in an order that a crash anywhere cannot break, and a second run repairs:
 * 1. the audit log: who is about to publish what;
 * 2. the log that is kept without limit, in one order: of two writers one wins, the other stops here;
 * 3. a copy to every partition; one that comes twice has no effect;
 * 4. the audit log: where the copies stand.
 */
export async function publish(
  document: PolicyDocument,
  log: PolicyLog,
  options: PublishOptions,
): Promise<Published> {
  const before = inForce(await log.read())
  const objection = objectionTo(document, before)
  if (objection !== undefined) return { status: 'refused', reason: objection }
  const isRepeat = before !== undefined && numberOf(before) === numberOf(document)
  options.onBegin(before)
  const record = toRecord(document, options.now())
  await log.audit(toAudit(document, { ...options, before, seq: 1, copies: [] }))
  if (!isRepeat) {
    await log.send(TRUTH, record)
    const winner = inForce(await log.read())
    const lost = objectionTo(document, winner)
    if (lost !== undefined) return { status: 'refused', reason: `another was faster: ${lost}` }
  }
  const copies = await sendCopies(record, log)
  await log.audit(toAudit(document, { ...options, before, seq: 2, copies }))
  return { status: 'published', copies, isRepeat }
}

/** A copy to every partition; resolves when all are acknowledged. */
export async function sendCopies(record: PolicyRecord, log: PolicyLog): Promise<readonly Copy[]> {
  const places = await log.places()
  return Promise.all(places.map((place) => log.send(place, record)))
}

export function toRecord(document: PolicyDocument, eventTime: number): PolicyRecord {
  return { kind: 'policy', eventTime, version: document.version, document }
}

/** Why a policy may not follow the one in force; undefined: it may, also when it is the same. */
function objectionTo(
  document: PolicyDocument,
  before: PolicyDocument | undefined,
): string | undefined {
  if (!before || numberOf(document) > numberOf(before)) return undefined
  if (contentHash(document) === contentHash(before)) return undefined
  const how = numberOf(document) === numberOf(before) ? 'in force with other content' : 'in force'
  return `${before.version} is ${how}; raise the number behind the @ of ${document.version}`
}

interface AuditDetails extends Pick<PublishOptions, 'by' | 'writer' | 'now'> {
  readonly before: PolicyDocument | undefined
  readonly seq: 1 | 2
  readonly copies: readonly Copy[]
}

function toAudit(
  document: PolicyDocument,
  { by, writer, now, before, seq, copies }: AuditDetails,
): AuditRecord {
  const content = `content sha256 ${contentHash(document)}`
  return {
    at: now(),
    actor: { type: 'user', id: by },
    action: seq === 1 ? 'policy.publishing' : 'policy.published',
    target: document.version,
    tenant: 'platform',
    before: before?.version ?? null,
    after: document.version,
    reason: seq === 1 ? content : `${content}; offsets ${offsetsOf(copies)}`,
    approvals: [],
    proposalId: null,
    commandId: null,
    alertId: null,
    requestId: null,
    address: null,
    writer,
    seq,
  }
}

/** `card.events 0@12 1@9, group.facts 0@3`: partition and offset of each copy. */
function offsetsOf(copies: readonly Copy[]): string {
  const byTopic = Map.groupBy(copies, ({ topic }) => topic)
  return [...byTopic]
    .map(([topic, of]) => {
      const sorted = of.toSorted((a, b) => a.partition - b.partition)
      return [topic, ...sorted.map(({ partition, offset }) => `${partition}@${offset}`)].join(' ')
    })
    .join(', ')
}
