import { FEATURE_SET } from '../../services/detector/features/catalogue.ts'
import type { FeatureRow } from '../../services/detector/ports.ts'
import type { FileOutput } from './file-partition.ts'
import { VERSION_BASE } from './version-base.ts'

/** One line of a replay: what it is, and the contract's fields. */
export interface ReplayLine {
  readonly type: FileOutput['type'] | 'feature'
  readonly [field: string]: unknown
}

/** An output as a line; `line` is where in its file the record stood, from 1. */
export function outputLine(output: FileOutput, line: number): ReplayLine {
  switch (output.type) {
    case 'alert':
      return { type: 'alert', ...output.alert }
    case 'proposal':
      return { type: 'proposal', ...output.proposal }
    case 'deadLetter':
      return { type: 'deadLetter', class: output.class, reason: output.reason, line }
    case 'late':
    case 'quarantined': {
      const { type, iccid, source, eventId, eventTime } = output
      return { type, iccid, source, eventId, eventTime, line }
    }
  }
}

/** A feature row as a line, a field per measure. */
export function featureLine(row: FeatureRow): ReplayLine {
  const { iccid, windowKind, windowStart, tenant, measures, asOf, offset } = row
  return {
    type: 'feature',
    featureSet: FEATURE_SET,
    iccid,
    windowKind,
    windowStart,
    tenant,
    ...measures,
    asOf,
    ver: String(VERSION_BASE + offset),
    partition: 0,
    offset: String(offset),
  }
}
