import type { NewFact } from '#schemas/group-fact.ts'
import { keepNewest, type Told } from './told.ts'
import { type Facts, hourOf, NOTHING, saying, type ToldUsage } from './told-usage.ts'

const MINUTE_MS = 60_000
/** The window of `callersDistinct.10m`: two calls within it are no mistake any more. */
const WITHIN_MS = 10 * MINUTE_MS
/** Told again while it goes on, so that the card stays in the window. Ours. */
const AGAIN_MS = 5 * MINUTE_MS
/** Peers remembered of a card. Ours. */
const MOST_UNANSWERED = 32
const MOST_CALLED = 512

/** What a call that the card has made says of its callee. Only voice, outgoing, no emergency. */
export function calleeFacts(told: ToldUsage): Facts {
  const { peer } = told
  if (!told.isCall || peer === undefined) return NOTHING
  const isUnanswered = isUnansweredAgain(told, peer)
  const isFirst = isFirstOfHour(told, peer)
  if (!isUnanswered && !isFirst) return NOTHING
  const about = { group: { kind: 'peer', id: peer }, ...saying(told) } as const
  const facts: NewFact[] = []
  if (isUnanswered) facts.push({ kind: 'unanswered', ...about })
  if (isFirst) facts.push({ kind: 'call', ...about })
  return facts
}

function isUnansweredAgain({ isUnanswered, eventTime, told }: ToldUsage, peer: string): boolean {
  if (!isUnanswered) return false
  const { times, toldAt } = told.unanswered?.get(peer) ?? { times: [], toldAt: 0 }
  const near = times.filter((time) => Math.abs(eventTime - time) < WITHIN_MS)
  const isDue = near.length > 0 && Math.abs(eventTime - toldAt) >= AGAIN_MS
  const newest = [...near, eventTime].sort((a, b) => a - b).slice(-2)
  const entry = { times: newest, toldAt: isDue ? eventTime : toldAt }
  told.unanswered ??= new Map()
  keepNewest(told.unanswered, [peer, entry], MOST_UNANSWERED)
  return isDue
}

function isFirstOfHour({ eventTime, cardClass, told }: ToldUsage, peer: string): boolean {
  if (cardClass !== 'telesales') return false
  const peers = calledIn(hourOf(eventTime), told)
  if (!peers) return true
  if (peers.has(peer)) return false
  if (peers.size < MOST_CALLED) peers.add(peer)
  return true
}

/** Whom the card has called in this hour; undefined: an hour before the newest, not remembered. */
function calledIn(hour: number, told: Told): Set<string> | undefined {
  if (!told.called || told.called.hour < hour) told.called = { hour, peers: new Set() }
  return told.called.hour === hour ? told.called.peers : undefined
}
