import type { Alert } from '#schemas/alert.ts'
import type { PolicyDocument } from '#schemas/policy-document.ts'
import { type FileOutput, FilePartition } from '../replay/file-partition.ts'

/** An episode as its first alert told it. */
export interface FoundAlert {
  readonly detector: string
  readonly mode: 'live' | 'shadow'
  readonly iccid: string | null
  readonly group: { readonly kind: string; readonly id: string } | null
  /** Cards that a group's alert names. */
  readonly members: readonly string[]
  /** Event time. */
  readonly openedAt: number
}

export interface Judged {
  readonly alerts: readonly FoundAlert[]
  readonly usage: number
  /** By class: anything here is a fault of the records, for none should be refused. */
  readonly deadLetters: readonly string[]
}

/** What the detector's core says of the records, each alert once, as a replay of them would. */
export function judgeRecords(document: PolicyDocument, records: Iterable<object>): Judged {
  const core = new FilePartition({ rows: 'dropped' })
  core.adopt(document)
  const alerts = new Map<string, FoundAlert>()
  const deadLetters: string[] = []
  let number = 0
  for (const record of records) {
    number += 1
    const line = { number, bytes: Buffer.from(JSON.stringify(record)) }
    for (const output of core.judge(line)) note(output)
  }
  for (const output of core.finish()) note(output)
  return { alerts: [...alerts.values()], usage: core.partition.counts.folded, deadLetters }

  function note(output: FileOutput): void {
    if (output.type === 'deadLetter') deadLetters.push(`${output.class}: ${output.reason}`)
    if (output.type !== 'alert' || alerts.has(output.alert.alertId)) return
    alerts.set(output.alert.alertId, foundAlert(output.alert))
  }
}

function foundAlert(alert: Alert): FoundAlert {
  const { detector, mode, iccid, group, openedAt } = alert
  return { detector, mode, iccid, group, members: membersOf(alert), openedAt }
}

/** Alerts of cards name none. */
function membersOf({ evidence }: Alert): readonly string[] {
  const members: unknown = 'members' in evidence ? evidence.members : []
  return Array.isArray(members) ? members.map(String) : []
}
