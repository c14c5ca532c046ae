import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  call,
  DAY_MS,
  data,
  HOUR_MS,
  ICCID,
  judgeAll,
  log,
  MINUTE_MS,
  ordinary,
  policy,
  profile,
  sms,
  TEN,
  telesales,
  tick,
} from '../../test/support/builders.ts'
import { naiveRow, naiveWindows, type PlainUsage } from '../../test/support/naive-features.ts'
import { encodeChanges, restorePartition } from './checkpoint.ts'
import { Partition } from './partition.ts'
import { judgeRecord } from './pipeline.ts'
import type { FeatureRow, Output, StateEntry } from './ports.ts'

type Record_ = Readonly<Record<string, unknown>>

const time = fc.oneof(
  fc.integer({ min: 0, max: 120 }).map((minutes) => TEN + minutes * MINUTE_MS),
  fc.integer({ min: 0, max: 5 * 24 * 60 }).map((minutes) => TEN - DAY_MS + minutes * MINUTE_MS),
)
const peer = fc.integer({ min: 0, max: 25 }).map((n) => `t1:p${n}`)
const direction = fc.constantFrom('outgoing', 'outgoing', 'outgoing', 'incoming')
const anyCall = fc.record({
  eventTime: time,
  peer,
  direction,
  answered: fc.boolean(),
  peerKind: fc.constantFrom('person', 'person', 'person', 'platform', 'emergency'),
})
const usage = fc.oneof(
  { weight: 4, arbitrary: anyCall.map((fields) => call(fields)) },
  { weight: 1, arbitrary: fc.record({ eventTime: time, peer, direction }).map((f) => sms(f)) },
  {
    weight: 1,
    arbitrary: fc
      .record({ eventTime: time, bytesDownlink: fc.integer({ min: 0, max: 40_000_000 }) })
      .map((fields) => data({ imei: '86012345678901', ...fields })),
  },
)
const contract = fc.constantFrom(profile(), ordinary(), telesales())
const usages = fc.array(usage, { maxLength: 120 })
/** A policy, a contract and usage in any order, with a tick here and there. */
const history = fc
  .tuple(contract, usages, fc.integer({ min: 1, max: 9 }))
  .map(([card, records, every]) => [
    policy(),
    card,
    ...records.flatMap((record, n) =>
      n % every === 0 ? [tick(TEN + 6 * DAY_MS + n), record] : [record],
    ),
  ])

/** Judges a log that is cut in pieces; after each, rows are taken and the state goes over a checkpoint. */
function judgeInPieces(records: readonly Record_[], pieces: number) {
  let partition = new Partition(0)
  const entries = new Map<string, StateEntry['payload']>()
  const rows = new Map<string, FeatureRow>()
  const outputs: Output[] = []
  const raws = log(records)
  const size = Math.max(1, Math.ceil(raws.length / pieces))
  for (let start = 0; start < raws.length; start += size) {
    for (const raw of raws.slice(start, start + size)) outputs.push(...judgeRecord(raw, partition))
    for (const row of partition.takeRows()) rows.set(`${row.windowKind}/${row.windowStart}`, row)
    for (const { key, payload } of encodeChanges(partition)) entries.set(key, payload)
    const saved = [...entries].map(([key, payload]) => ({ key, payload }))
    partition = restorePartition(0, saved)
  }
  return { outputs, rows, counts: partition.counts }
}

function withoutStamp(rows: ReadonlyMap<string, FeatureRow>) {
  return [...rows.values()]
    .map(({ windowKind, windowStart, measures }) => ({ windowKind, windowStart, measures }))
    .sort((a, b) => a.windowStart - b.windowStart || (a.windowKind < b.windowKind ? -1 : 1))
}

test('where a batch, a flush or a checkpoint ends changes no output and no newest row', () => {
  fc.assert(
    fc.property(history, fc.integer({ min: 2, max: 40 }), (records, pieces) => {
      const whole = judgeInPieces(records, 1)
      const cut = judgeInPieces(records, pieces)
      expect(cut.outputs).toEqual(whole.outputs)
      expect(new Map([...cut.rows].sort())).toEqual(new Map([...whole.rows].sort()))
      expect(cut.counts).toEqual(whole.counts)
    }),
    { numRuns: 60 },
  )
})

test('the newest rows are what all records again would give', () => {
  fc.assert(
    fc.property(contract, usages, (card, records) => {
      const inOrder = records.toSorted((a, b) => Number(a['eventTime']) - Number(b['eventTime']))
      const plain = inOrder as unknown as PlainUsage[]
      const { rows } = judgeInPieces([policy(), card, ...inOrder], 1)
      for (const [kind, start] of plain.flatMap(naiveWindows)) {
        const row = rows.get(`${kind}/${start}`)
        const naive = naiveRow(plain, kind, start)
        const known = Object.entries(row?.measures ?? {}).filter(([name]) => name in naive)
        expect(known.length).toBeGreaterThan(0)
        // A row is as of its own slide: of later records in the window it knows nothing yet.
        for (const [name, value] of known) expect(value, `${name}.${kind}`).toBe(naive[name])
      }
    }),
    { numRuns: 60 },
  )
})

test('any order of arrival within the horizon gives the same newest counts, sums and sets', () => {
  const within = fc.array(usage, { maxLength: 60 }).map((records) =>
    records.map((record, n) => ({
      ...record,
      eventTime: TEN + ((n * 7919) % 1_380) * MINUTE_MS,
    })),
  )
  fc.assert(
    fc.property(contract, within, fc.infiniteStream(fc.nat()), (card, records, keys) => {
      const shuffled = records
        .map((record) => ({ record, key: keys.next().value ?? 0 }))
        .sort((a, b) => a.key - b.key)
        .map(({ record }) => record)
      const one = judgeInPieces([policy(), card, ...records], 3)
      const other = judgeInPieces([policy(), card, ...shuffled], 5)
      expect(orderFree(other.rows)).toEqual(orderFree(one.rows))
    }),
    { numRuns: 60 },
  )
})

/** What follows the log's order by its meaning, and what is made of it. */
const BY_LOG_ORDER = new Set([
  ...['strangers', 'strangersOffHours', 'usageUnprofiled', 'imeiMismatches', 'callbacks'],
  ...['callsConcurrent', 'sameBlockRun', 'gapVariation', 'gapsShort', 'shortGapRatio'],
])

function orderFree(rows: ReadonlyMap<string, FeatureRow>) {
  return withoutStamp(rows).map(({ measures, ...row }) => {
    const kept = Object.entries(measures).filter(([name]) => !BY_LOG_ORDER.has(name))
    return { ...row, measures: Object.fromEntries(kept) }
  })
}

test('a record that comes again has no effect', () => {
  fc.assert(
    fc.property(history, (records) => {
      const twice = records.flatMap((record) => [record, record])
      const alerts = (all: readonly Record_[]) =>
        judgeAll(all).flatMap((one) =>
          one.type === 'alert' ? [[one.alert.alertId, one.alert.revision, one.alert.count]] : [],
        )
      expect(alerts(twice)).toEqual(alerts(records))
    }),
    { numRuns: 60 },
  )
})

test('every record ends in exactly one fate', () => {
  const poison = fc.constantFrom<Record_>(
    { kind: 'usage' },
    { kind: 'nonsense' },
    call({ eventTime: TEN + 40 * DAY_MS }),
    call({ eventTime: TEN - 40 * DAY_MS }),
  )
  fc.assert(
    fc.property(history, fc.array(poison, { maxLength: 9 }), (records, poisons) => {
      const all = [...records, ...poisons]
      const { counts } = judgeInPieces(all, 4)
      expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(all.length)
    }),
    { numRuns: 60 },
  )
})

test('a statistical finding never bars or suspends without a second signal or a person', () => {
  fc.assert(
    fc.property(history, (records) => {
      for (const output of judgeAll(records)) {
        if (output.type !== 'proposal' || output.proposal.basis !== 'statistical') continue
        const { action, needs } = output.proposal
        if (action === 'bar' || action === 'suspend') expect(needs).not.toBeNull()
      }
    }),
  )
})

test('an alert stands before every proposal that names it', () => {
  fc.assert(
    fc.property(history, (records) => {
      const told = new Set<string>()
      for (const output of judgeAll(records)) {
        if (output.type === 'alert') told.add(output.alert.alertId)
        if (output.type === 'proposal') expect(told).toContain(output.proposal.alertId)
      }
    }),
  )
})

test('a card is judged by itself: others in the log change nothing', () => {
  const other = '89860012345678900001'
  fc.assert(
    fc.property(history, usages, (records, others) => {
      const mixed = records.flatMap((record, n) => {
        const guest = others[n]
        return guest ? [record, { ...guest, iccid: other }] : [record]
      })
      const ids = (all: readonly Record_[]) =>
        judgeAll(all).flatMap((one) =>
          one.type === 'alert' &&
          one.alert.iccid === ICCID &&
          one.alert.detector !== 'dispersed-one-way-caller'
            ? [one.alert.alertId]
            : [],
        )
      expect(ids(mixed)).toEqual(ids(records))
    }),
    { numRuns: 60 },
  )
})

test('a late record is told and counted nowhere', () => {
  const outputs = judgeAll([
    policy(),
    ordinary(),
    call(),
    call({ eventId: 'old', eventTime: TEN - 24 * HOUR_MS - 1 }),
  ])
  expect(outputs).toMatchObject([{ type: 'late', eventId: 'old' }])
})
