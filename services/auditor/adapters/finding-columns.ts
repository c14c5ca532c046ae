import type { Column } from '#runtime/row-binary.ts'
import type { Finding } from '../domain/finding.ts'
import type { AuditRun } from '../ports.ts'

/** The columns of `audit_findings`, all but `writtenAt`. */
export const FINDING_COLUMNS: readonly Column<Finding>[] = [
  { name: 'audit', type: 'LowCardinality(String)', value: ({ audit }) => audit },
  { name: 'subjectKind', type: 'LowCardinality(String)', value: (row) => row.subjectKind },
  { name: 'subjectId', type: 'String', value: ({ subjectId }) => subjectId },
  { name: 'tenant', type: 'LowCardinality(String)', value: ({ tenant }) => tenant },
  { name: 'requirement', type: 'LowCardinality(String)', value: (row) => row.requirement },
  { name: 'mode', type: 'LowCardinality(String)', value: ({ mode }) => mode },
  { name: 'severity', type: 'LowCardinality(String)', value: ({ severity }) => severity },
  { name: 'state', type: 'LowCardinality(String)', value: ({ state }) => state },
  { name: 'owner', type: 'String', value: ({ owner }) => owner },
  { name: 'reasonEn', type: 'String', value: ({ reasonEn }) => reasonEn },
  { name: 'reasonZh', type: 'String', value: ({ reasonZh }) => reasonZh },
  { name: 'details', type: 'String', value: ({ details }) => details },
  { name: 'policyVersion', type: 'LowCardinality(String)', value: (row) => row.policyVersion },
  { name: 'openedAt', type: 'DateTime64(3)', value: ({ openedAt }) => openedAt },
  { name: 'dueAt', type: 'DateTime64(3)', value: ({ dueAt }) => dueAt },
  { name: 'lastSeenAt', type: 'DateTime64(3)', value: ({ lastSeenAt }) => lastSeenAt },
  { name: 'resolvedAt', type: 'Nullable(DateTime64(3))', value: ({ resolvedAt }) => resolvedAt },
  { name: 'version', type: 'UInt64', value: ({ version }) => version },
]

/** The columns of `audit_runs`, all but `writtenAt`. */
export const RUN_COLUMNS: readonly Column<AuditRun>[] = [
  { name: 'audit', type: 'LowCardinality(String)', value: ({ audit }) => audit },
  { name: 'asOf', type: 'DateTime64(3)', value: ({ asOf }) => asOf },
  { name: 'ranAt', type: 'DateTime64(3)', value: ({ ranAt }) => ranAt },
  { name: 'tookMs', type: 'UInt32', value: ({ tookMs }) => tookMs },
  { name: 'found', type: 'UInt32', value: ({ found }) => found },
  { name: 'opened', type: 'UInt32', value: ({ opened }) => opened },
  { name: 'resolved', type: 'UInt32', value: ({ resolved }) => resolved },
  { name: 'policyVersion', type: 'LowCardinality(String)', value: (row) => row.policyVersion },
  { name: 'blind', type: 'String', value: ({ blind }) => blind },
  { name: 'error', type: 'String', value: ({ error }) => error },
]
