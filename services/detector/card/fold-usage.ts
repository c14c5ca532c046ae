import type { Profile } from '#schemas/profile.ts'
import type { Usage } from '#schemas/usage.ts'
import { addToCell, emptyCells } from '../domain/cells.ts'
import { remember } from '../domain/contact-memory.ts'
import { type Fact, isOwnUse } from '../domain/fact.ts'
import { contributionTo, isKept, type KeptMeasure, weightIn } from '../domain/measure.ts'
import { cellStart, type Moment } from '../domain/moment.ts'
import { liveSession, runningTotal, sessionKey } from '../domain/session-bytes.ts'
import { slideStart } from '../domain/window.ts'
import { measureList } from '../features/catalogue.ts'
import type { ArmedPolicy } from '../policy/rule.ts'
import { bindTo } from './binding.ts'
import { foldCall } from './call-memory.ts'
import type { CardState } from './card-state.ts'
import { ROW_SLIDES } from './changed-rows.ts'
import { deviceOf } from './device-of.ts'
import { foldPlace } from './place-memory.ts'

const DAY_MS = 86_400_000

/** What an emergency call can trip, though it is counted as a record of its feed. */
const NOTHING: ReadonlySet<string> = new Set()

export interface FoldContext {
  readonly usage: Usage
  readonly profile: Profile | undefined
  readonly state: CardState
  readonly policy: ArmedPolicy
}

/**
 * Counts a record in every measure that it belongs to. Gives the names of those it raised: one that
 * takes away, as a reply does, trips nothing. Changes the state.
 */
export function foldUsage(fact: Fact, moment: Moment, context: FoldContext): ReadonlySet<string> {
  const { usage, state } = context
  const touched = new Set<string>()
  for (const [name, measure] of measureList) {
    if (!isKept(measure)) continue
    const what = contributionTo(measure, fact)
    if (what === undefined) continue
    const weight = weightIn(measure, fact)
    if (weight > 0) touched.add(name)
    for (const window of measure.windows) {
      const column = columnOf(state, `${name}/${window}`, measure)
      addToCell(column, { start: cellStart(window, moment), what, weight })
    }
  }
  foldActivity(state, moment)
  foldContact(usage, moment, state)
  foldCall(usage, fact, state)
  foldSession(usage, state)
  if (!fact.emergency) {
    foldPlace(usage, fact, state)
    foldFirsts(moment, context)
  }
  if (isOwnUse(fact)) foldOwnUse(context)
  return fact.emergency ? NOTHING : touched
}

export function columnOf(state: CardState, key: string, { kind }: KeptMeasure) {
  const before = state.columns.get(key)
  if (before) return before
  const column = emptyCells(kind === 'count' ? 'sum' : kind)
  state.columns.set(key, column)
  return column
}

function foldActivity({ active }: CardState, { eventTime }: Moment): void {
  for (const window of ROW_SLIDES) {
    const slides = active.get(window) ?? new Set<number>()
    active.set(window, slides.add(slideStart(eventTime, window)))
  }
}

function foldContact(usage: Usage, { day }: Moment, { contacts }: CardState): void {
  if (usage.service === 'data' || usage.peer == null || usage.peerKind === 'emergency') return
  remember(contacts, usage.peer, day.date)
}

function foldSession(usage: Usage, { sessions, horizon }: CardState): void {
  if (usage.service !== 'data') return
  const total = runningTotal(usage)
  if (total === undefined) return
  const before = liveSession(usage, sessions, horizon)
  sessions.set(sessionKey(usage), {
    bytes: Math.max(total, before?.bytes ?? 0),
    at: Math.max(usage.eventTime, before?.at ?? 0),
  })
}

/** The first day of use, the first device of an unbound IoT card, the first record of an unknown one. */
function foldFirsts({ day }: Moment, { usage, profile, state, policy }: FoldContext): void {
  state.firstDay = Math.min(day.start, state.firstDay ?? day.start)
  if (state.profiles.length === 0) {
    state.firstUnprofiledAt = Math.min(usage.eventTime, state.firstUnprofiledAt ?? usage.eventTime)
  }
  const unbound = profile?.cardClass === 'iot' && (profile.boundImeis ?? []).length === 0
  const device = deviceOf(usage, policy)
  if (unbound && profile.status !== 'test' && device !== undefined) {
    state.binding = bindTo(device, usage.eventTime, state.binding)
  }
}

/** A long silence that ends is kept as a wake; a record out of order ends none. */
function foldOwnUse({ usage, state, policy }: FoldContext): void {
  const before = state.ownUse
  if (before && usage.eventTime < before.at) return
  const imei = deviceOf(usage, policy)
  const region = usage.region ?? undefined
  const silentDays = before ? (usage.eventTime - before.at) / DAY_MS : 0
  if (before && silentDays >= policy.silentDays) {
    const elsewhere = isNew(imei, before.imei) && isNew(region, before.region)
    state.wake = { at: usage.eventTime, silentDays, elsewhere }
  }
  state.ownUse = {
    at: usage.eventTime,
    imei: imei ?? before?.imei,
    region: region ?? before?.region,
  }
}

/** Known on both sides and different. */
function isNew(now: string | undefined, before: string | undefined): boolean {
  return now !== undefined && before !== undefined && now !== before
}
