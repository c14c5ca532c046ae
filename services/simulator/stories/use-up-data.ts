import { dataPart } from '../domain/acts.ts'
import { type Scene, type Stage, spreadOver } from './story.ts'

export interface UseUpOptions {
  /** Bytes at which a detector comes to a new level, lowest first. */
  readonly limits: readonly number[]
  readonly parts: number
}

/** The last limit is crossed after two thirds of the parts: what follows shows whether data stop. */
const PARTS_TO_LIMIT = 2 / 3

/** Data parts of about equal size until the limits are crossed, and a while longer. */
export function useUpData(stage: Stage, { limits, parts }: UseUpOptions): readonly Scene[] {
  const meanBytes = Math.max(...limits) / (parts * PARTS_TO_LIMIT)
  let used = 0
  return spreadOver(stage, parts).map((at) => {
    const bytes = Math.ceil(meanBytes * (0.8 + 0.4 * stage.random.next()))
    const before = used
    used += bytes
    const tips = limits.some((limit) => before <= limit && used > limit)
    return { act: dataPart(bytes, { at, apn: 'cmiot' }), tips }
  })
}
