import { dataPart } from '../domain/acts.ts'
import type { DataPart } from '../domain/usage-record.ts'
import { type ActScene, type Stage, spreadOver } from './story.ts'
import type { Strength } from './strength.ts'

export interface UseUpOptions {
  /** Bytes at which a detector comes to a new level, lowest first. */
  readonly limits: readonly number[]
  readonly parts: number
  /** Absent: the one of things. */
  readonly apn?: string
  readonly details?: Partial<DataPart>
}

/**
 * What is used altogether, of the last limit. The rest after it shows whether data stop; `above` and
 * `below` are of the first limit, at which a detector warns.
 */
const USED: Readonly<Record<Strength, number>> = {
  blatant: 4,
  clear: 1.5,
  above: 1.06,
  below: 0.94,
}

/** Parts differ by so much of their mean: together by little. */
const SPREAD = 0.2

/** Data parts of about equal size until the limits are crossed, and a while longer. */
export function useUpData(
  stage: Stage,
  { limits, parts, apn = 'cmiot', details }: UseUpOptions,
): readonly ActScene[] {
  const { strength } = stage
  const isNear = strength === 'above' || strength === 'below'
  const limit = isNear ? Math.min(...limits) : Math.max(...limits)
  const meanBytes = (limit * USED[strength]) / parts
  let used = 0
  return spreadOver(stage, parts).map((at) => {
    const bytes = Math.ceil(meanBytes * (1 + SPREAD * (stage.random.next() - 0.5)))
    const before = used
    used += bytes
    const tips = limits.some((limit) => before <= limit && used > limit)
    return { act: dataPart(bytes, { at, apn, ...details }), tips }
  })
}
