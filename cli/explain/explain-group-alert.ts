import type { Alert, Sentence } from '#schemas/alert.ts'
import { decodeRecord } from '#schemas/decode-record.ts'
import { factsIn, GroupRecord } from '#schemas/group-fact.ts'
import { GroupPartition } from '../../services/detector/group/group-partition.ts'
import { judgeGroupRecord } from '../../services/detector/group/group-pipeline.ts'
import type { RawRecord } from '../../services/detector/ports.ts'
import type { Explanation } from './explanation.ts'
import { type ToldFact, toldFact } from './told-fact.ts'
import { verdictOf } from './verdict-of.ts'

/** An alert on many cards together. */
export type GroupAlert = Alert & { readonly group: NonNullable<Alert['group']> }

/** Explains an alert on a group by the facts that its log had up to it. */
export function explainGroupAlert(
  alert: GroupAlert,
  items: readonly RawRecord[],
  notes: readonly Sentence[],
): Explanation {
  const partition = new GroupPartition(alert.evidence.offset.partition)
  let replayed: Alert | undefined
  for (const raw of items) {
    for (const output of judgeGroupRecord(raw, partition)) {
      const isIt = output.type === 'alert' && output.alert.alertId === alert.alertId
      // Behind the fact that decided there may be others in its bundle.
      if (isIt && replayed?.revision !== alert.revision) replayed = output.alert
    }
  }
  const facts = items.flatMap(factIn)
  return {
    alert,
    verdict: verdictOf(alert, replayed),
    level: null,
    timeZone: partition.policy.timeZone,
    cardClass: null,
    features: alert.evidence.features.map((one) => ({ ...one, steps: [] })),
    samples: [],
    facts,
    records: facts.length,
    notes,
  }
}

function factIn(raw: RawRecord): readonly ToldFact[] {
  const decoded = decodeRecord(GroupRecord, raw.value)
  if (decoded.status === 'bad') return []
  const record = decoded.value
  switch (record.kind) {
    case 'tick':
    case 'policy':
    case 'snooze':
      return []
    case 'facts':
      return factsIn(record).map(toldFact)
    default:
      return [toldFact(record)]
  }
}
