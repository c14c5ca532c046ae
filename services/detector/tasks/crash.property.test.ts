import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Iccid } from '#schemas/identifiers.ts'
import {
  call,
  DAY_MS,
  data,
  HOUR_MS,
  MINUTE_MS,
  ordinary,
  policy,
  profile,
  SECOND_MS,
  sms,
  TEN,
  tick,
} from '../../../test/support/builders.ts'
import { Partition } from '../partition.ts'
import { judgeRecord } from '../pipeline.ts'
import { toLog } from './testing/log-records.ts'
import { MemoryWorld, textOf } from './testing/memory-world.ts'
import type { Death } from './testing/mortal-ports.ts'
import { type Rhythm, runProcess, type Surprise } from './testing/run-process.ts'

const RUNS = 150
const CARDS = ['89860012345678901234', '89860012345678901235', '89860012345678901236'].map((text) =>
  Iccid.parse(text),
)
const HEAD = [
  policy(),
  profile({ iccid: CARDS[0], pool: 'p-1', quotaBytes: 50_000_000 }),
  ordinary({ iccid: CARDS[1], boundImeis: ['86012345678901'], batch: 'b-1', reseller: 'r-1' }),
]

/** One record of the log, by its place in it. */
type Make = (place: number) => object | string

const card = fc.constantFrom(...CARDS)
/** Mostly in order, sometimes minutes or hours back. */
const back = fc.oneof(
  { weight: 6, arbitrary: fc.constant(0) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 3 * HOUR_MS }) },
  { weight: 1, arbitrary: fc.integer({ min: 20 * HOUR_MS, max: 30 * HOUR_MS }) },
)
const usage = fc
  .record({
    iccid: card,
    back,
    kind: fc.constantFrom(call, call, call, sms, data),
    direction: fc.constantFrom('outgoing', 'outgoing', 'incoming'),
    peer: fc.integer({ min: 1, max: 40 }).map((n) => `t1:peer${n}`),
    imei: fc.constantFrom(undefined, '86012345678901', '86099999999999'),
  })
  .map(
    ({ iccid, back, kind, direction, peer, imei }): Make =>
      (place) =>
        kind({
          iccid,
          imei,
          eventId: `e${place}`,
          eventTime: timeAt(place) - back,
          ...(kind === data ? { bytesDownlink: 4_000_000 } : { direction, peer }),
        }),
  )
const control = fc.oneof(
  fc.constant<Make>((place) => tick(timeAt(place))),
  fc.constant<Make>((place) => tick(timeAt(place) + 2 * DAY_MS)),
  fc.constant<Make>(() => '{"kind":'),
  fc.constant<Make>((place) => call({ eventId: `far${place}`, eventTime: timeAt(place) + DAY_MS })),
  card.map(
    (iccid): Make =>
      (place) =>
        profile({
          iccid,
          eventTime: timeAt(place) - HOUR_MS,
          boundImeis: [`8600000000${place % 7}000`],
        }),
  ),
)
const makes = fc.array(
  fc.oneof({ weight: 8, arbitrary: usage }, { weight: 1, arbitrary: control }),
  { minLength: 20, maxLength: 120 },
)
const repeats = fc.array(fc.nat(200), { maxLength: 6 })
const contents = fc.tuple(makes, repeats).map(([makes, repeats]) => {
  const records = makes.map((make, place) => make(place))
  return [...records, ...repeats.map((at) => records[at % records.length] ?? '')]
})
const SURPRISES = ['rewind', 'jump', 'rejoin', 'leaveAndJoin', 'repeat'] as const
const rhythm: fc.Arbitrary<Rhythm> = fc.record({
  batches: fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 5 }),
  pausesMs: fc.array(fc.constantFrom(0, 500, 2_000, 6_000), { minLength: 1, maxLength: 5 }),
  surprises: fc
    .array(fc.constantFrom<Surprise>('none', 'none', ...SURPRISES), { maxLength: 7 })
    .map((surprises): Surprise[] => ['none', ...surprises]),
  groupOffset: fc.option(fc.bigInt({ min: 0n, max: 150n }), { nil: undefined }),
})
/** All cards stay in memory, one or two of three do, or none. */
const memory = fc.record({
  cardBytes: fc.constantFrom(1e12, 9_000, 0),
  isImpatient: fc.boolean(),
})
const deaths: fc.Arbitrary<Death[]> = fc.array(
  fc.record({
    atCall: fc.integer({ min: 1, max: 30 }),
    effect: fc.constantFrom('none', 'part', 'whole'),
  }),
  { maxLength: 6 },
)

it('ends with the same rows, alerts, proposals, marks and marker, however it dies and is cut', async () => {
  await fc.assert(
    fc.asyncProperty(contents, rhythm, deaths, memory, async (contents, rhythm, deaths, memory) => {
      const world = worldOf(contents)
      for (const death of deaths) if (await runProcess(world, rhythm, { death, ...memory })) break
      expect(await runProcess(world, rhythm, memory)).toBe(true)
      expect(seenIn(world)).toEqual(expectedOf(world))
    }),
    { numRuns: RUNS, interruptAfterTimeLimit: 30_000 },
  )
}, 60_000)

it('ends with the same rows and alerts wherever batches, flushes and checkpoints are cut', async () => {
  await fc.assert(
    fc.asyncProperty(contents, rhythm, rhythm, memory, async (contents, one, other, memory) => {
      const worlds = [worldOf(contents), worldOf(contents)] as const
      await runProcess(worlds[0], one)
      await runProcess(worlds[1], other, memory)
      expect(seenIn(worlds[0])).toEqual(seenIn(worlds[1]))
    }),
    { numRuns: RUNS / 3, interruptAfterTimeLimit: 30_000 },
  )
}, 60_000)

function worldOf(contents: readonly (object | string)[]): MemoryWorld {
  return new MemoryWorld(toLog([...HEAD, ...contents]))
}

function timeAt(place: number): number {
  return TEN + place * 40 * SECOND_MS + (place % 10 === 0 ? MINUTE_MS : 0)
}

/** The core alone over the whole log. */
function expectedOf({ log }: MemoryWorld) {
  const partition = new Partition(0)
  const outputs = log.flatMap((record) => judgeRecord(record, partition))
  const of = <T extends string>(type: T) => outputs.filter((output) => output.type === type)
  return {
    alerts: sortedOnce(
      outputs.flatMap((one) =>
        one.type === 'alert'
          ? `${one.alert.alertId}.${one.alert.revision} ${textOf(one.alert)}`
          : [],
      ),
    ),
    proposals: sortedOnce(
      outputs.flatMap((one) =>
        one.type === 'proposal' ? `${one.proposal.proposalId} ${textOf(one.proposal)}` : [],
      ),
    ),
    facts: sortedOnce(
      outputs.flatMap((one) => (one.type === 'fact' ? `${one.offset}/${textOf(one.fact)}` : [])),
    ),
    letters: of('deadLetter').flatMap((one) => ('offset' in one ? one.offset : [])),
    marks: sortedOnce(
      outputs.flatMap((one) =>
        one.type === 'late' || one.type === 'quarantined' ? `${one.offset}/${one.type}` : [],
      ),
    ),
    rows: partition.takeRows().map(textOf).sort(),
    counts: partition.counts,
    marker: BigInt(log.length - 1),
  }
}

function seenIn(world: MemoryWorld) {
  const clock = world.state.get('#clock')
  return {
    alerts: sortedOnce(world.alerts.map(({ id, content }) => `${id} ${content}`)),
    proposals: sortedOnce(world.proposals.map(({ id, content }) => `${id} ${content}`)),
    facts: sortedOnce(world.facts.map(({ id }) => id)),
    letters: [...world.letters.keys()].sort((a, b) => Number(a - b)),
    marks: sortedOnce([...world.marks.keys()]),
    rows: [...world.rows.values()].map(({ content }) => content).sort(),
    counts: JSON.parse(String(clock?.payload ?? '{}')).counts,
    marker: world.state.get('#marker')?.marker,
  }
}

function sortedOnce(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort()
}
