import type { CallFact, RefusalFact, UnansweredFact } from '#schemas/group-fact.ts'
import type { Iccid } from '#schemas/identifiers.ts'
import { newerCard } from './fold-device.ts'
import type { Folded } from './fold-fact.ts'
import type { Caller, Refusal } from './group-state.ts'

const MINUTE_MS = 60_000
/** How long calls are remembered: sources may be a day apart. Ours. */
const KEPT_MS = 2 * 86_400_000
/** Enough for any limit. Ours. */
const MOST_CALLERS = 512
const MOST_TIMES = 32

/** A card calls the peer. Changes the callers. */
export function foldCallee(
  fact: CallFact | UnansweredFact,
  callers: Map<Iccid, Caller>,
  newest: number,
): Folded {
  const { card, kind, eventTime } = fact
  if (eventTime < newest - KEPT_MS) return 'late'
  const before = callers.get(card.iccid) ?? { card, unanswered: [], calls: [] }
  const list = kind === 'call' ? 'calls' : 'unanswered'
  const time = kind === 'call' ? eventTime : Math.floor(eventTime / MINUTE_MS) * MINUTE_MS
  if (before[list].includes(time)) return 'known'
  const times = [...before[list], time].sort((a, b) => a - b).slice(-MOST_TIMES)
  callers.set(card.iccid, { ...before, card: newerCard(before.card, card), [list]: times })
  forget(callers, Math.max(newest, eventTime))
  return 'new'
}

/** The newest word of the peer to a tenant holds. Changes the refusals. */
export function foldRefusal(fact: RefusalFact, refusals: Map<string, Refusal>): Folded {
  const { tenant, eventTime: at, valid } = fact
  const before = refusals.get(tenant)
  // Said again it is no later: what was refused stays refused from the first time on.
  if (before && (at <= before.at || before.valid === valid)) return 'known'
  refusals.set(tenant, { at, valid })
  return 'new'
}

function forget(callers: Map<Iccid, Caller>, newest: number): void {
  for (const [iccid, caller] of callers) {
    if (lastCall(caller) < newest - KEPT_MS) callers.delete(iccid)
  }
  while (callers.size > MOST_CALLERS) {
    const [oldest] = [...callers].reduce((one, other) => (isOlder(other, one) ? other : one))
    callers.delete(oldest)
  }
}

function lastCall({ calls, unanswered }: Caller): number {
  return Math.max(calls.at(-1) ?? 0, unanswered.at(-1) ?? 0)
}

function isOlder(one: [Iccid, Caller], other: [Iccid, Caller]): boolean {
  const difference = lastCall(one[1]) - lastCall(other[1])
  return difference === 0 ? one[0] < other[0] : difference < 0
}
