import { DAY_MS, HOUR_MS, isWithin, localDay, MINUTE_MS } from '../domain/local-time.ts'
import type { ProfileRecord, UsageRecord } from '../domain/simulated-card.ts'
import type { CardRecords } from './collect-feed.ts'

/** The first record of a card with which a detector comes to a level. */
export interface NaiveFinding {
  readonly detector: string
  readonly level: 'warn' | 'act'
  readonly basis: 'hardBreach' | 'statistical'
  readonly tippedBy: string
}

/** How much of its size a window of twelve slides always holds. */
export interface NaiveOptions {
  /** 1: as large as it can be, to see that the honest stay below; 11/12: as small, for misuse. */
  readonly windowShare: number
}

type Voice = Extract<UsageRecord, { service: 'voice' }>
type Sms = Extract<UsageRecord, { service: 'sms' }>
type Data = Extract<UsageRecord, { service: 'data' }>

const MIB = 2 ** 20

/** The detectors over all records of one card, as plainly as they can be written down. */
export function judgeNaively(
  { profile, usage }: CardRecords,
  { windowShare }: NaiveOptions,
): readonly NaiveFinding[] {
  const findings = new Map<string, NaiveFinding>()
  const cardClass = profile?.cardClass ?? 'unregistered'
  const isPhone = cardClass === 'ordinary' || cardClass === 'unregistered'
  const functions = profile?.functions ?? { voice: true, sms: true, data: true }

  function found(
    detector: string,
    level: 'warn' | 'act',
    basis: NaiveFinding['basis'],
    by: UsageRecord,
  ) {
    const key = `${detector}/${level}`
    if (!findings.has(key)) {
      findings.set(key, { detector, level, basis, tippedBy: `${by.source}/${by.eventId}` })
    }
  }

  const calls = usage.filter(
    (record): record is Voice => record.service === 'voice' && record.peerKind !== 'emergency',
  )
  const out = calls.filter(({ direction }) => direction === 'outgoing')
  const texts = usage.filter(
    (record): record is Sms => record.service === 'sms' && record.direction === 'outgoing',
  )
  const toPersons = texts.filter(({ peerKind }) => peerKind === 'person')
  const data = usage.filter(
    (record): record is Data => record.service === 'data' && record.apn !== 'ims',
  )

  if (cardClass === 'iot' && !functions.voice) {
    for (const call of calls) {
      if (call.direction === 'outgoing') found('voice-on-data-card', 'act', 'hardBreach', call)
      else if (call.answered) found('voice-on-data-card', 'warn', 'hardBreach', call)
    }
  }
  if ((cardClass === 'iot' || cardClass === 'telesales') && !functions.sms) {
    toPersons.forEach((text, index) => {
      found('sms-on-data-card', 'warn', 'hardBreach', text)
      if (index + 1 > 2) found('sms-on-data-card', 'act', 'hardBreach', text)
    })
  }
  if (cardClass === 'iot' && !functions.voice && functions.sms) {
    for (const text of toPersons) {
      const today = toPersons.filter(
        (other) => other.eventTime <= text.eventTime && sameDay(other, text),
      )
      if (today.length > 20) found('sms-on-voice-disabled-card', 'act', 'statistical', text)
    }
  }
  if (cardClass === 'iot' && profile) judgeData(profile)
  if (cardClass === 'iot') judgeDevice()
  judgeCalls()
  judgeSilence()
  if (!profile) {
    const first = usage[0]?.eventTime ?? 0
    for (const record of usage) {
      if (record.eventTime > first + HOUR_MS)
        found('unregistered-card', 'act', 'hardBreach', record)
    }
  }
  return [...findings.values()]

  function judgeData({ quotaBytes, pool, directed, realName, carrier }: ProfileRecord): void {
    const cycles = new Map<string, number>()
    for (const part of data) {
      const cycle = cycleOf(part.eventTime, carrier === 'unicom' ? 27 : 1)
      const used = (cycles.get(cycle) ?? 0) + bytesOf(part)
      cycles.set(cycle, used)
      if (quotaBytes && !pool && used > 0.8 * quotaBytes)
        found('data-over-quota', 'warn', 'hardBreach', part)
      if (quotaBytes && !pool && used > quotaBytes)
        found('data-over-quota', 'act', 'hardBreach', part)
      if (directed || realName === 'person') continue
      if (used > 0.8 * 104_857_600) found('general-data-over-100mb', 'warn', 'hardBreach', part)
      if (used > 104_857_600) found('general-data-over-100mb', 'act', 'hardBreach', part)
    }
  }

  function judgeDevice(): void {
    const first = usage[0]?.imei ?? ''
    const bound = (profile?.boundImeis ?? [first]).map((imei) => imei.slice(0, 14))
    for (const record of usage) {
      const device = record.imei?.slice(0, 14)
      if (device && !bound.includes(device)) found('imei-change', 'act', 'hardBreach', record)
    }
  }

  function judgeCalls(): void {
    const met = new Set<string>()
    const firstCalls: Voice[] = []
    for (const call of calls) {
      const peer = call.peer ?? ''
      if (call.direction === 'outgoing' && !met.has(peer)) firstCalls.push(call)
      met.add(peer)
    }
    each(out, HOUR_MS, (recent, call) => {
      if (recent.length > 60) found('call-rate', 'warn', 'statistical', call)
      if (recent.length > 60 && peersOf(recent) > 20) found('call-rate', 'act', 'statistical', call)
    })
    each(texts, HOUR_MS, (recent, text) => {
      if (recent.length > 200 && cardClass !== 'iot') found('sms-flood', 'act', 'statistical', text)
    })
    if (isPhone) judgePhoneCalls(firstCalls)
    if (cardClass === 'telesales') judgeTelesalesCalls(profile?.telesales?.hours ?? [])
  }

  function judgePhoneCalls(firstCalls: readonly Voice[]): void {
    each(out, 5 * MINUTE_MS, (recent, call) => {
      if (recent.length > 30) found('call-burst', 'act', 'statistical', call)
    })
    each(firstCalls, 5 * MINUTE_MS, (recent, call) => {
      if (recent.length > 19) found('stranger-burst', 'act', 'statistical', call)
    })
    const offHours = firstCalls.filter(({ eventTime }) => !isWithin(['09:00-21:00'], eventTime))
    for (const call of offHours) {
      const today = offHours.filter(
        (other) => other.eventTime <= call.eventTime && sameDay(other, call),
      )
      if (today.length > 9) found('calls-outside-hours', 'act', 'statistical', call)
    }
    const unanswered = out.filter(({ answered }) => !answered)
    each(unanswered, 10 * MINUTE_MS, (recent, call) => {
      const toPeer = recent.filter(({ peer }) => peer === call.peer).length
      if (toPeer > 6) found('repeat-same-callee', 'act', 'statistical', call)
    })
    each(out, 7 * DAY_MS, (recent, call) => {
      const since = recent[0]?.eventTime ?? 0
      const incoming = calls.filter(
        ({ direction, eventTime }) =>
          direction === 'incoming' && eventTime >= since && eventTime <= call.eventTime,
      )
      const callerRatio = recent.length / (recent.length + incoming.length)
      const isDispersed = recent.length >= 50 && peersOf(recent) / recent.length > 0.70928
      if (isDispersed && callerRatio > 0.83232)
        found('dispersed-one-way-caller', 'act', 'statistical', call)
    })
  }

  function judgeTelesalesCalls(hours: readonly string[]): void {
    for (const call of out) {
      const today = out.filter((other) => other.eventTime <= call.eventTime && sameDay(other, call))
      const offHours = today.filter(({ eventTime }) => !isWithin(hours, eventTime))
      const toPeer = out.filter(
        ({ peer, eventTime }) => peer === call.peer && eventTime <= call.eventTime,
      )
      const isOff = !isWithin(hours, call.eventTime)
      if (isOff) found('calls-outside-hours', 'warn', 'hardBreach', call)
      if (isOff && offHours.length > 20) found('calls-outside-hours', 'act', 'hardBreach', call)
      if (toPeer.filter((other) => sameDay(other, call)).length > 3 || toPeer.length > 5) {
        found('repeat-same-callee', 'act', 'statistical', call)
      }
    }
  }

  function judgeSilence(): void {
    const wokenAt = usage.findIndex(
      ({ eventTime }, index) =>
        eventTime - (usage[index - 1]?.eventTime ?? eventTime) >= 60 * DAY_MS,
    )
    if (wokenAt < 0) return
    const before = new Set(usage.slice(0, wokenAt).flatMap((record) => peerOf(record)))
    const strangers = new Set<string>()
    let bytes = 0
    for (const record of usage.slice(wokenAt)) {
      if (record.service === 'data') bytes += bytesOf(record)
      for (const peer of peerOf(record)) if (!before.has(peer)) strangers.add(peer)
      if (isPhone && strangers.size > 9) found('dormant-wake', 'act', 'statistical', record)
      if (cardClass === 'iot' && bytes > 10 * MIB)
        found('dormant-wake', 'act', 'statistical', record)
    }
  }

  /** Each record with those of the same list that the window before it holds, itself included. */
  function each<Kind extends UsageRecord>(
    records: readonly Kind[],
    sizeMs: number,
    look: (recent: readonly Kind[], last: Kind) => void,
  ): void {
    let from = 0
    for (const [index, last] of records.entries()) {
      while ((records[from]?.eventTime ?? Infinity) <= last.eventTime - sizeMs * windowShare)
        from += 1
      look(records.slice(from, index + 1), last)
    }
  }
}

function sameDay(left: UsageRecord, right: UsageRecord): boolean {
  return localDay(left.eventTime) === localDay(right.eventTime)
}

/** The billing cycle as the month in which it began. */
function cycleOf(time: number, startDay: number): string {
  const local = Temporal.Instant.fromEpochMilliseconds(time).toZonedDateTimeISO('Asia/Shanghai')
  return local
    .subtract({ days: startDay - 1 })
    .toPlainDate()
    .toPlainYearMonth()
    .toString()
}

function bytesOf({ bytesUplink, bytesDownlink }: Data): number {
  return (bytesUplink ?? 0) + (bytesDownlink ?? 0)
}

/** Whom an outgoing call goes to. */
function peerOf(record: UsageRecord): readonly string[] {
  return record.service === 'voice' && record.direction === 'outgoing' && record.peer
    ? [record.peer]
    : []
}

function peersOf(records: readonly Voice[]): number {
  return new Set(records.map(({ peer }) => peer)).size
}
