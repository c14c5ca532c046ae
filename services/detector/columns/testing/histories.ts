import fc from 'fast-check'
import {
  call,
  DAY_MS,
  data,
  HOUR_MS,
  ICCID,
  MINUTE_MS,
  ordinary,
  policy,
  profile,
  SECOND_MS,
  sms,
  TEN,
  telesales,
  tick,
} from '../../../../test/support/builders.ts'

/** A record of the log of two cards. */
export type HistoryRecord = Readonly<Record<string, unknown>>

const OTHER = '89860012345678900009'
const REGIONS = ['CN-HN', 'CN-HN-CS', 'CN-GD', 'CN-GD-SZ']

/** Minutes apart mostly, seconds in bursts, days now and then; some come out of order. */
const mixed = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 90 }).map((n) => n * SECOND_MS) },
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 120 }).map((n) => n * MINUTE_MS) },
  { weight: 1, arbitrary: fc.integer({ min: 2, max: 30 }).map((n) => n * HOUR_MS) },
  { weight: 1, arbitrary: fc.constantFrom(70 * DAY_MS, 3 * DAY_MS, 11 * DAY_MS, -30 * HOUR_MS) },
  { weight: 2, arbitrary: fc.integer({ min: -1_440, max: -1 }).map((n) => n * MINUTE_MS) },
)
const late = fc.integer({ min: -1_440, max: -1 }).map((n) => n * MINUTE_MS)
const between = (least: number, most: number, unitMs: number) =>
  fc.oneof(
    { weight: 9, arbitrary: fc.integer({ min: least, max: most }).map((n) => n * unitMs) },
    { weight: 1, arbitrary: late },
  )
/** One a history: what keeps a card's lists full, lets its windows slide, or makes its contacts old. */
const pace = fc.oneof(
  { weight: 4, arbitrary: fc.constant(mixed) },
  { weight: 2, arbitrary: fc.constant(between(0, 25, SECOND_MS)) },
  { weight: 2, arbitrary: fc.constant(between(20, 200, MINUTE_MS)) },
  { weight: 1, arbitrary: fc.constant(between(18, 30, HOUR_MS)) },
)
const maybe = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined })
const peer = fc.integer({ min: 0, max: 24 }).map((n) => `t1:p${n}`)
const where = {
  iccid: fc.constantFrom(ICCID, ICCID, ICCID, OTHER),
  imei: maybe(
    fc.constantFrom('86012345678901', '860123456789012', '86999999000000', '00000000000000'),
  ),
  region: maybe(fc.constantFrom(...REGIONS)),
  cell: maybe(fc.integer({ min: 0, max: 3 }).map((n) => `460-00-${n}`)),
  visitedPlmn: maybe(fc.constantFrom('46000', '45400')),
  deviceKind: maybe(fc.constantFrom('phone', 'module')),
  latitude: maybe(fc.constantFrom(28.2, 22.5)),
  longitude: fc.constantFrom(112.9, 114.1),
}
const contact = {
  ...where,
  peer: maybe(peer),
  peerKind: maybe(fc.constantFrom('person', 'person', 'platform', 'shortCode', 'emergency')),
  peerBlock: maybe(fc.constantFrom('1380013', '1380014', '0085')),
  direction: fc.constantFrom('outgoing', 'outgoing', 'outgoing', 'incoming'),
}
const usage = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .record({
        ...contact,
        answered: maybe(fc.boolean()),
        durationSeconds: maybe(fc.integer({ min: 0, max: 4_000 })),
        releaseCause: maybe(fc.constantFrom('normal', 'busy', 'invalidNumber')),
      })
      .map((fields) => call(fields)),
  },
  { weight: 2, arbitrary: fc.record(contact).map((fields) => sms(fields)) },
  {
    weight: 3,
    arbitrary: fc
      .record({
        ...where,
        bytesUplink: maybe(fc.integer({ min: 0, max: 90_000_000 })),
        bytesDownlink: maybe(fc.integer({ min: 0, max: 90_000_000 })),
        apn: maybe(fc.constantFrom('cmiot', 'IMS')),
        directed: maybe(fc.boolean()),
        appCategory: maybe(fc.constantFrom('social', 'video', 'upgrade')),
        total: maybe(fc.integer({ min: 0, max: 90_000_000 })),
      })
      .map(({ total, ...fields }) =>
        data({ ...fields, ...(total && { sessionId: 's1', sessionBytesDownlink: total }) }),
      ),
  },
)
const terms = {
  status: fc.constantFrom('active', 'active', 'active', 'test', 'suspended'),
  boundImeis: maybe(fc.constantFrom([], ['86012345678901'])),
  allowedRegions: maybe(fc.constantFrom(['CN-HN'], ['CN-GD-SZ', 'CN-HN'])),
  allowedPeers: maybe(fc.constantFrom(['t1:p1', 't1:p2'], [])),
  quotaBytes: maybe(fc.constantFrom(1_000_000, 50_000_000)),
  directed: maybe(fc.boolean()),
  inboundOnly: maybe(fc.boolean()),
  activatedAt: maybe(fc.constantFrom(TEN - DAY_MS, TEN - 90 * DAY_MS)),
  businessRole: maybe(fc.constantFrom('courier')),
  pool: maybe(fc.constantFrom('pool-1')),
}
const functions = fc.record({ voice: fc.boolean(), sms: fc.boolean(), data: fc.boolean() })
const contract = fc.oneof(
  fc.record({ ...terms, functions }).map((fields) => profile(fields)),
  fc.record(terms).map((fields) => ordinary(fields)),
  fc
    .record({
      ...terms,
      telesales: maybe(
        fc.constantFrom(
          { licenceNo: 'B2-1', callsPerDay: 5, hours: ['09:00-12:00'] },
          { licenceNo: 'B2-1', licenceValidTo: TEN },
        ),
      ),
    })
    .map((fields) => telesales(fields)),
)
const control = fc.oneof(
  contract.map((fields) => ({ kind: 'contract', fields })),
  fc
    .constantFrom('suspend', 'bar', 'resume', 'unbar')
    .map((action) => ({ kind: 'enforcement', action })),
  fc.constantFrom('call-rate', 'imei-change').map((detector) => ({ kind: 'snooze', detector })),
  fc.constant({ kind: 'tick' }),
  fc.constant({ kind: 'again' }),
)
const entryAt = (step: fc.Arbitrary<number>) =>
  fc.oneof(
    { weight: 14, arbitrary: fc.tuple(step, usage) },
    { weight: 2, arbitrary: fc.tuple(step, control) },
  )
const entries = pace.chain((step) => fc.array(entryAt(step), { maxLength: 70 }))

/** A policy with low limits, so that short histories trip, and with lists, so that none is blind. */
export const touchy = policy((document) => {
  document.lists.holidays = ['2026-03-10', '2026-03-12']
  document.lists.riskCells = ['460-00-3']
  document.lists.riskDevices = ['86999999000000']
  document.lists.riskRegions = ['CN-GD', '454']
  document.lists.premiumPrefixes = ['0085']
  document.lists.handsetTacs = ['86999999']
  for (const rule of Object.values(document.detectors)) lower(rule)
  // What is said of a pool goes before what is said of its class.
  document.groups['pool:pool-1'] = {
    detectors: {
      'call-burst': { settings: { callsPer5Minutes: 9 } },
      'session-storm': { settings: { recordsPer10Minutes: 2, recordsPerDay: 5 } },
      'sms-flood': { mode: 'off' },
    },
  }
})

/** Divides whole limits above a few. */
function lower(value: unknown): void {
  if (typeof value !== 'object' || value === null) return
  for (const [key, one] of Object.entries(value)) {
    if (
      typeof one === 'number' &&
      Number.isInteger(one) &&
      one > 3 &&
      key !== 'quietMinutes' &&
      key !== 'hours'
    ) {
      Object.assign(value, { [key]: Math.max(2, Math.ceil(one / (one > 500 ? 20 : 6))) })
    } else lower(one)
  }
}

/** One place a card: when its days begin elsewhere all at once, each engine may count its own way. */
const calendar = fc.oneof(
  fc.constant({}),
  fc.record({
    timeZone: fc.constantFrom('Asia/Shanghai', 'America/New_York', 'Asia/Kathmandu'),
    billingCycleStartDay: fc.constantFrom(1, 15, 27, 29, 30, 31),
  }),
)
/** Also at the end of February, and just before daylight saving ends in New York: 2026-02-26, 2026-10-31. */
const start = fc.constantFrom(TEN, TEN - 3 * DAY_MS, 1_772_064_000_000, 1_793_404_800_000)

export const history = fc
  .tuple(calendar, maybe(contract), start, entries)
  .map(([days, first, begin, entries]): HistoryRecord[] => {
    let eventTime = begin
    const isPlaced = Object.keys(days).length > 0
    const known = first ?? (isPlaced ? ordinary() : undefined)
    let records: HistoryRecord[] = known
      ? [{ ...known, eventTime: begin - 30 * DAY_MS, ...days }]
      : []
    for (const [gap, one] of entries) {
      eventTime += gap
      records = [...records, ...recordsOf({ ...one, days }, eventTime, records)]
      if (gap < 0) eventTime -= gap
    }
    return records
  })

function recordsOf(
  one: HistoryRecord,
  eventTime: number,
  before: readonly HistoryRecord[],
): HistoryRecord[] {
  switch (one['kind']) {
    case 'usage':
      return [{ ...one, days: undefined, eventTime }]
    case 'contract':
      return [{ ...(one['fields'] as HistoryRecord), ...(one['days'] as HistoryRecord), eventTime }]
    case 'enforcement':
      return [
        {
          kind: 'enforcement',
          iccid: ICCID,
          eventTime,
          completedAt: eventTime,
          commandId: '0'.repeat(26),
          action: one['action'],
          functions: one['action'] === 'bar' || one['action'] === 'unbar' ? ['voice'] : null,
        },
      ]
    case 'snooze':
      return [
        {
          kind: 'snooze',
          iccid: ICCID,
          eventTime,
          detector: one['detector'],
          until: eventTime + DAY_MS,
          reason: 'r',
          by: 'u-1',
        },
      ]
    case 'tick':
      return [tick(eventTime)]
    default:
      return before.slice(-3).filter(({ kind }) => kind === 'usage')
  }
}

/** Long stretches of one kind of use, as a card's room is used up by; then another. */
const stretch = fc.record({
  count: fc.integer({ min: 1, max: 45 }),
  everySeconds: fc.constantFrom(1, 20, 75, 400, 3_000, 30_000),
  kind: fc.constantFrom('call', 'call', 'in', 'sms', 'data', 'data'),
  peers: fc.integer({ min: 1, max: 30 }),
  blocks: fc.constantFrom(1, 3, 40),
  amount: fc.constantFrom(0, 8, 700, 90_000, 4_000_000),
  answered: maybe(fc.boolean()),
  devices: fc.constantFrom(1, 1, 1, 5),
  regions: fc.constantFrom(1, 1, 1, 4),
  /** How far it goes from record to record; none: without coordinates. */
  degrees: fc.constantFrom(undefined, undefined, 0, 0.001, 1, 9),
  /** Every so many records one that came late. */
  lateEvery: fc.constantFrom(0, 0, 0, 7),
  /** Every so many records one that the byte walk leaves to the schema. */
  longWayEvery: fc.constantFrom(0, 0, 0, 4),
})
/** A contract may be told before it begins. */
const ahead = fc.constantFrom(0, 0, 10 * MINUTE_MS)
type Stretch = typeof stretch extends fc.Arbitrary<infer One> ? One : never

export const stretches = fc
  .tuple(contract, start, fc.array(fc.tuple(stretch, maybe(control), ahead), { maxLength: 5 }))
  .map(([first, begin, parts]): HistoryRecord[] => {
    let eventTime = begin
    let records: HistoryRecord[] = [{ ...first, eventTime: begin - 30 * DAY_MS }]
    for (const [part, then, aheadMs] of parts) {
      for (let n = 0; n < part.count; n += 1) {
        eventTime += part.everySeconds * SECOND_MS
        const isLate = part.lateEvery > 0 && n % part.lateEvery === 6
        records.push({ ...useOf(part, n), eventTime: isLate ? eventTime - HOUR_MS : eventTime })
      }
      if (!then) continue
      const at = eventTime + (then.kind === 'contract' ? aheadMs : 0)
      records = [...records, ...recordsOf({ ...then, days: {} }, at, records)]
    }
    return records
  })

function useOf(part: Stretch, n: number): HistoryRecord {
  const where = {
    imei: `8601234567890${n % part.devices}`,
    region: REGIONS[n % part.regions],
    cell: `460-00-${n % part.regions}`,
    ...(part.degrees !== undefined && { latitude: (n % 4) * part.degrees, longitude: 112.9 }),
    ...(part.longWayEvery > 0 && n % part.longWayEvery === 3 && { ratType: '第五代' }),
  }
  if (part.kind === 'data') return data({ ...where, bytesDownlink: part.amount })
  const peer = { peer: `t1:s${n % part.peers}`, peerBlock: `138${1_000 + (n % part.blocks)}` }
  if (part.kind === 'sms') return sms({ ...where, ...peer })
  const direction = part.kind === 'in' ? 'incoming' : 'outgoing'
  const durationSeconds = Math.min(part.amount, 90_000)
  return call({ ...where, ...peer, direction, durationSeconds, answered: part.answered })
}
