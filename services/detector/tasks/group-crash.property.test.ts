import fc from 'fast-check'
import { expect, it } from 'vitest'
import { DAY_MS, HOUR_MS, MINUTE_MS, policy, TEN, tick } from '../../../test/support/builders.ts'
import {
  cardNumber,
  factCardOf,
  memberFact,
  subtotal,
} from '../../../test/support/group-builders.ts'
import { GroupPartition } from '../group/group-partition.ts'
import { judgeGroupRecord } from '../group/group-pipeline.ts'
import { groupStage } from '../group-stage.ts'
import { toLog } from './testing/log-records.ts'
import { MemoryWorld, textOf } from './testing/memory-world.ts'
import type { Death } from './testing/mortal-ports.ts'
import { type Rhythm, runProcess, type Surprise } from './testing/run-process.ts'

const RUNS = 100

type Fields = Readonly<Record<string, unknown>>

const partition = fc.integer({ min: 0, max: 3 })
const member = fc
  .record({
    card: fc.integer({ min: 0, max: 9 }),
    device: fc.integer({ min: 0, max: 2 }),
    hour: fc.integer({ min: 0, max: 60 }),
    partition,
    ver: fc.integer({ min: 1, max: 999 }),
    foreign: fc.boolean(),
    region: fc.constantFrom(null, 'CN-HN', 'CN-GD'),
  })
  .map(({ card, device, hour, ver, ...fields }): Fields => {
    const group = { kind: 'imei', id: `8609999999999${device}` }
    const named = factCardOf({ iccid: cardNumber(card), activatedAt: TEN - DAY_MS })
    const eventTime = TEN + hour * HOUR_MS
    return memberFact({ group, card: named, eventTime, ver: String(ver), ...fields })
  })
const ringing = fc
  .record({ card: fc.integer({ min: 0, max: 30 }), minute: fc.integer({ min: 0, max: 15 }) })
  .map(({ card, minute }): Fields => {
    const {
      region: _,
      foreign: __,
      ...said
    } = memberFact({
      kind: 'unanswered',
      group: { kind: 'peer', id: 't1:ada' },
      card: factCardOf({ iccid: cardNumber(card), cardClass: 'ordinary' }),
      eventTime: TEN + minute * MINUTE_MS,
    })
    return said
  })
const counted = fc
  .record({
    hour: fc.integer({ min: 0, max: 100 }),
    value: fc.integer({ min: 1, max: 900 }),
    ver: fc.integer({ min: 1, max: 999 }),
    partition,
  })
  .map(({ hour, ver, ...fields }): Fields => {
    const start = TEN + hour * HOUR_MS
    const bucket = { start, end: start + HOUR_MS }
    return subtotal({ bucket, eventTime: start, ver: String(ver), ...fields })
  })
const control = fc.oneof(
  fc.integer({ min: 0, max: 100 }).map((hour): Fields | string => tick(TEN + hour * HOUR_MS)),
  fc.constant<Fields | string>('{"kind":'),
  fc.constant<Fields | string>({
    kind: 'snooze',
    group: { kind: 'peer', id: 't1:ada' },
    detector: 'callee-bombing',
    eventTime: TEN,
    until: TEN + 5 * MINUTE_MS,
    reason: 'known',
    by: 'u-17',
  }),
)
const bundle = fc
  .array(fc.oneof(member, ringing, counted), { minLength: 1, maxLength: 6 })
  .map((some): Fields => ({ kind: 'facts', facts: some }))
const facts: fc.Arbitrary<(Fields | string)[]> = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: member },
    { weight: 4, arbitrary: ringing },
    { weight: 4, arbitrary: counted },
    { weight: 4, arbitrary: bundle },
    { weight: 1, arbitrary: control },
  ),
  { minLength: 30, maxLength: 150 },
)
const repeats = fc.array(fc.tuple(fc.nat(150), fc.nat(150)), { maxLength: 30 })
const SURPRISES = ['rewind', 'jump', 'rejoin', 'leaveAndJoin', 'repeat'] as const
const rhythm: fc.Arbitrary<Rhythm> = fc.record({
  batches: fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 5 }),
  pausesMs: fc.array(fc.constantFrom(0, 500, 2_000, 6_000), { minLength: 1, maxLength: 5 }),
  surprises: fc
    .array(fc.constantFrom<Surprise>('none', 'none', ...SURPRISES), { maxLength: 7 })
    .map((surprises): Surprise[] => ['none', ...surprises]),
  groupOffset: fc.option(fc.bigInt({ min: 0n, max: 150n }), { nil: undefined }),
})
const deaths: fc.Arbitrary<Death[]> = fc.array(
  fc.record({
    atCall: fc.integer({ min: 1, max: 30 }),
    effect: fc.constantFrom('none', 'part', 'whole'),
  }),
  { maxLength: 6 },
)

it('ends with the same alerts, proposals and groups, however it dies and is cut', async () => {
  await fc.assert(
    fc.asyncProperty(facts, rhythm, deaths, async (facts, rhythm, deaths) => {
      const world = new MemoryWorld(toLog([livePolicy(), ...facts]))
      const stage = groupStage
      for (const death of deaths) if (await runProcess(world, rhythm, { death, stage })) break
      expect(await runProcess(world, rhythm, { stage })).toBe(true)
      expect(seenIn(world)).toEqual(expectedOf(world))
    }),
    { numRuns: RUNS, interruptAfterTimeLimit: 30_000 },
  )
}, 60_000)

it('facts that come again, behind newer ones too, change nothing', () => {
  fc.assert(
    fc.property(facts, repeats, (facts, repeats) => {
      const told = facts.filter((fact) => typeof fact === 'object')
      const again = [...told]
      for (const [from, to] of repeats) {
        const at = from % told.length
        const original = told[at]
        // Never before it was told for the first time.
        const place = again.indexOf(original ?? {}) + 1 + (to % again.length)
        if (original) again.splice(place, 0, { ...original })
      }
      expect(tellingOf(again)).toEqual(tellingOf(told))
    }),
    { numRuns: RUNS },
  )
})

/** All rules live, so that there are proposals. */
function livePolicy() {
  return policy(({ detectors }) => {
    for (const rule of Object.values(detectors)) {
      for (const one of [rule, ...Object.values(rule.classes ?? {})]) {
        if (one.mode === 'shadow') one.mode = 'live'
      }
    }
  })
}

/** Alerts and proposals without the place of the fact that tipped them. */
function tellingOf(facts: readonly Fields[]): readonly string[] {
  const partition = new GroupPartition(0)
  // No tick is ahead of a broker whose clock is at the end: records that come again shift its stamps.
  const log = toLog([livePolicy(), ...facts]).map((record) => ({
    ...record,
    timestamp: Infinity,
  }))
  return log.flatMap((record) =>
    judgeGroupRecord(record, partition).map((output) => {
      if (output.type !== 'alert') return textOf('proposal' in output ? output.proposal : output)
      const { offset: _, ...evidence } = output.alert.evidence
      return textOf({ ...output.alert, evidence })
    }),
  )
}

/** The core alone over the whole log. */
function expectedOf({ log }: MemoryWorld) {
  const partition = new GroupPartition(0)
  const outputs = log.flatMap((record) => judgeGroupRecord(record, partition))
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
    letters: outputs.flatMap((one) => (one.type === 'deadLetter' ? one.offset : [])),
    groups: [...partition.groups.keys()].sort(),
    counts: partition.counts,
    marker: BigInt(log.length - 1),
  }
}

function seenIn(world: MemoryWorld) {
  const kept = [...world.state].filter(([key, { isDeleted }]) => !isDeleted && !key.startsWith('#'))
  return {
    alerts: sortedOnce(world.alerts.map(({ id, content }) => `${id} ${content}`)),
    proposals: sortedOnce(world.proposals.map(({ id, content }) => `${id} ${content}`)),
    letters: [...world.letters.keys()].sort((a, b) => Number(a - b)),
    groups: kept.map(([key]) => key).sort(),
    counts: JSON.parse(String(world.state.get('#clock')?.payload ?? '{}')).counts,
    marker: world.state.get('#marker')?.marker,
  }
}

function sortedOnce(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort()
}
