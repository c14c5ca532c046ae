import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  call,
  DAY_MS,
  data,
  HOUR_MS,
  log,
  MINUTE_MS,
  ordinary,
  policy,
  profile,
  TEN,
  telesales,
  tick,
} from '../../../test/support/builders.ts'
import {
  cardNumber,
  type Fields,
  judgeFacts,
  memberFact,
  subtotal,
} from '../../../test/support/group-builders.ts'
import { Partition } from '../partition.ts'
import { processBatch } from '../pipeline.ts'
import type { Effects, FactOutput, Output } from '../ports.ts'
import { encodeGroupChanges, restoreGroupPartition } from './group-checkpoint.ts'
import { GroupPartition } from './group-partition.ts'
import { judgeGroupRecord, processFacts } from './group-pipeline.ts'
import { callsWithin } from './hourly-calls.ts'

const CARDS = 8
const head = [
  policy(),
  ...Array.from({ length: CARDS }, (_, n) => {
    const terms = { iccid: cardNumber(n), pool: 'p-1', quotaBytes: 5_000_000, batch: 'b-1' }
    if (n < 5) return profile({ ...terms, boundImeis: ['86012345678901'] })
    return n === 5 ? telesales({ ...terms, telesales: { callsPerDay: 5 } }) : ordinary(terms)
  }),
]
const usage = fc
  .record({
    card: fc.nat(CARDS - 1),
    kind: fc.constantFrom(call, data, data),
    imei: fc.constantFrom(undefined, '86099999999999', '86088888888888'),
    answered: fc.boolean(),
    region: fc.constantFrom(undefined, 'CN-HN', 'CN-GD'),
    minutes: fc.integer({ min: 0, max: 40 }),
  })
  .map(({ card, kind, minutes, ...fields }) => ({ card, kind, minutes, fields }))
const story = fc
  .tuple(fc.array(usage, { minLength: 10, maxLength: 120 }), fc.boolean())
  .map(([uses, isTicked]) => {
    let time = TEN
    const records = uses.flatMap(({ card, kind, minutes, fields }, n): Fields[] => {
      time += minutes * MINUTE_MS
      const iccid = cardNumber(card)
      const use = kind({ eventId: `e${n}`, eventTime: time, ...fields, iccid })
      const bytes = kind === data ? { bytesDownlink: 900_000 } : { peer: 't1:ada' }
      return [...(isTicked && n % 7 === 0 ? [tick(time)] : []), { ...use, ...bytes }]
    })
    return [...head, ...records]
  })
const cuts = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 6 })

test('where batches of either stage end changes no alert and no proposal', async () => {
  await fc.assert(
    fc.asyncProperty(story, cuts, cuts, async (records, ofCards, ofFacts) => {
      const whole = await runBoth(records, [records.length], [records.length * 20])
      expect(await runBoth(records, ofCards, ofFacts)).toEqual(whole)
    }),
    { numRuns: 60 },
  )
}, 60_000)

test('a checkpoint between any two facts changes no alert and no proposal', () => {
  fc.assert(
    fc.property(story, fc.nat(200), (records, at) => {
      const facts = log([policy(), ...factsOf(records)])
      const cut = at % facts.length
      const before = new GroupPartition(0)
      const first = facts.slice(0, cut).flatMap((fact) => judgeGroupRecord(fact, before))
      const entries = encodeGroupChanges(before, before.takeChanged())
      const after = restoreGroupPartition(0, entries)
      const rest = facts.slice(cut).flatMap((fact) => judgeGroupRecord(fact, after))
      const whole = new GroupPartition(0)
      expect([...first, ...rest]).toEqual(facts.flatMap((fact) => judgeGroupRecord(fact, whole)))
    }),
    { numRuns: 60 },
  )
}, 60_000)

test('facts in bundles lead to what they lead to one by one', () => {
  fc.assert(
    fc.property(
      story,
      fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
      (records, sizes) => {
        const facts = factsOf(records)
        const bundles = inParts(facts, sizes).map((some) => ({ kind: 'facts', facts: some }))
        const told = (lines: readonly Fields[]) =>
          judgeFacts([policy(), ...lines]).map(withoutOffsets)
        expect(told(bundles)).toEqual(told(facts))
      },
    ),
    { numRuns: 60 },
  )
}, 60_000)

test('the order of partitions within an hour is none of an alert’s name', () => {
  const cards = [0, 1, 2, 3, 4].flatMap((n) =>
    [0, 1].map((hour) =>
      memberFact({
        partition: n,
        eventTime: TEN + hour * HOUR_MS,
        card: { ...(memberFact()['card'] as object), iccid: cardNumber(n) },
      }),
    ),
  )
  const name = (facts: readonly Fields[]) =>
    judgeFacts([policy(), ...facts]).flatMap((output) =>
      output.type === 'alert' ? [output.alert.alertId] : [],
    )
  const byHour = cards.toSorted((a, b) => Number(a['eventTime']) - Number(b['eventTime']))
  expect(new Set(name(cards))).toEqual(new Set(name(byHour)))
  expect(new Set(name(cards)).size).toBeGreaterThan(0)
})

test('an hour’s calls are the newest word of each partition, in any order', () => {
  const hours = Array.from({ length: 30 }, (_, n) => {
    const start = TEN - 2 * DAY_MS + n * HOUR_MS
    const bucket = { start, end: start + HOUR_MS }
    return subtotal({ bucket, eventTime: start, value: 100, ver: String(n + 1) })
  })
  const start = TEN - 2 * DAY_MS + 30 * HOUR_MS
  const words = [0, 1, 2].flatMap((partition) =>
    [1, 2, 3].map((ver) =>
      subtotal({
        partition,
        ver: String(100 + ver),
        value: 80 * ver,
        bucket: { start, end: start + HOUR_MS },
        eventTime: start,
      }),
    ),
  )
  fc.assert(
    fc.property(fc.shuffledSubarray(words, { minLength: 9 }), (shuffled) => {
      const partition = new GroupPartition(0)
      const alerts = judgeFacts([policy(), ...hours, ...shuffled], partition).flatMap((output) =>
        output.type === 'alert' ? [output.alert.alertId] : [],
      )
      expect(new Set(alerts).size).toBe(1)
      const state = partition.groupOf({ kind: 'batch', id: 'b-1' })
      expect(callsWithin(state, { start, end: start + HOUR_MS })).toBe(720)
    }),
    { numRuns: 50 },
  )
})

/** Both stages, each in batches of these sizes: what they tell and propose. */
async function runBoth(
  records: readonly Fields[],
  ofCards: readonly number[],
  ofFacts: readonly number[],
): Promise<readonly unknown[]> {
  const told: unknown[] = []
  const facts: FactOutput[] = []
  const effects = collecting(told, facts)
  const cards = new Partition(0)
  for (const batch of inParts(log(records), ofCards)) await processBatch(batch, cards, effects)
  const lines = log([policy(), ...facts.map(stamped)])
  const groups = new GroupPartition(0)
  for (const batch of inParts(lines, ofFacts)) await processFacts(batch, groups, effects)
  return told.map((one) => JSON.stringify(one)).sort()
}

function factsOf(records: readonly Fields[]): Fields[] {
  const cards = new Partition(0)
  const facts: FactOutput[] = []
  void processBatch(log(records), cards, collecting([], facts))
  return facts.map(stamped)
}

function stamped({ fact, offset }: FactOutput): Fields {
  return { ...fact, ver: String(offset) }
}

function collecting(told: unknown[], facts: FactOutput[]): Effects {
  return {
    publishAlerts: async (alerts) => void told.push(...alerts),
    sendProposals: async (proposals) => void told.push(...proposals),
    sendFacts: async (some) => void facts.push(...some),
    keepDeadLetters: async () => {},
    keepMarks: async () => {},
  }
}

/** The place in the log is another one in a bundle. */
function withoutOffsets(output: Output): unknown {
  return JSON.parse(
    JSON.stringify(output, (key, value) =>
      key === 'offset' ? undefined : typeof value === 'bigint' ? String(value) : value,
    ),
  )
}

function inParts<Item>(items: readonly Item[], sizes: readonly number[]): Item[][] {
  const parts: Item[][] = []
  for (let at = 0; at < items.length; ) {
    const size = sizes[parts.length % sizes.length] ?? 1
    parts.push(items.slice(at, at + size))
    at += size
  }
  return parts
}
