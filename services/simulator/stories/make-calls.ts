import { call } from '../domain/acts.ts'
import type { Call } from '../domain/usage-record.ts'
import { type ActScene, type Stage, spreadOver } from './story.ts'

export interface CallPlan {
  /** Called in turn, again and again when there are more calls. */
  readonly peers: readonly string[]
  readonly count: number
  /** Absent: spread over the whole span. */
  readonly times?: readonly number[]
  /** The call with which the limit is crossed, from 0; none is when it is never reached. */
  readonly tipsAt?: number
  readonly details?: (index: number) => Partial<Call>
}

/** Outgoing calls of one card; about half are answered and talked on for a while. */
export function makeCalls(
  stage: Stage,
  { peers, count, times = spreadOver(stage, count), tipsAt, details }: CallPlan,
): readonly ActScene[] {
  const [first = ''] = peers
  return times.map((at, index) => ({
    act: call({
      at,
      peer: peers[index % peers.length] ?? first,
      durationSeconds: stage.random.chance(0.5) ? stage.random.between(15, 60) : 0,
      ...details?.(index),
    }),
    tips: index === tipsAt,
  }))
}
