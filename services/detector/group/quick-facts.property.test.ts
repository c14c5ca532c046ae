import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeRecord } from '#schemas/decode-record.ts'
import { factsIn, GroupRecord } from '#schemas/group-fact.ts'
import { quickFacts } from './quick-facts.ts'

const label = fc.constantFrom('acme', 'mvno-7', '水表', 'x')
const labelOrNull = fc.option(label, { nil: null })
const time = fc.integer({ min: 1_700_000_000_000, max: 1_790_000_000_000 })
const timeOrNull = fc.option(time, { nil: null })

const card = fc.record({
  iccid: fc.constantFrom('89860012345678901234', '89860012345678901A', '898600123456789012C'),
  cardClass: fc.constantFrom('ordinary', 'telesales', 'iot', 'unregistered'),
  tenant: label,
  reseller: labelOrNull,
  carrier: labelOrNull,
  protectedClass: labelOrNull,
  soldered: fc.boolean(),
  profileVersion: timeOrNull,
  activatedAt: timeOrNull,
})
const bucket = fc.record({ start: time, end: time })
const ofAll = {
  group: fc.record({ kind: fc.constantFrom('imei', 'peer', 'pool'), id: label }),
  partition: fc.nat({ max: 64 }),
  ver: fc.nat().map(String),
  eventTime: time,
}
const ofOneRecord = { ...ofAll, card, event: fc.constantFrom('sim/e1', '') }
const fact = fc.oneof(
  fc.record({ kind: fc.constantFrom('call', 'unanswered'), ...ofOneRecord }),
  fc.record({
    kind: fc.constant('member'),
    ...ofOneRecord,
    region: labelOrNull,
    foreign: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('cardBytes'), ...ofOneRecord, bucket, bytes: fc.nat() }),
  fc.record({ kind: fc.constant('refusal'), ...ofAll, tenant: label, valid: fc.boolean() }),
  fc.record({
    kind: fc.constant('subtotal'),
    ...ofAll,
    measure: fc.constantFrom('callsOutgoing', 'bytesTotal', 'cards', 'plannedCalls'),
    bucket: fc.option(bucket, { nil: null }),
    value: fc.double({ min: 0, max: 1e9, noNaN: true }).map((value) => value + 0),
    cardClass: fc.constantFrom('iot', 'telesales'),
    busiest: fc.option(card, { nil: null }),
  }),
)

/** Values that a field may not have, or may. */
const odd = fc.constantFrom<unknown>(
  ...[null, undefined, 0, -1, 1.5, 2 ** 60, '', 'f'.repeat(300), '89860012345678901F', true],
  ...[
    {},
    [],
    'call',
    'member',
    'toString',
    'constructor',
    ['call'],
    946_684_799_999,
    4_102_444_800_000,
    '12x',
    'iot',
    '\u0000',
  ],
)

/** One field, of the fact or of what it holds, is another, is gone, or is one more. */
function changed([one, place, name, value]: readonly [object, number, number, unknown]): object {
  const copy = structuredClone(one) as Record<string, Record<string, unknown>>
  const parts = [copy, copy['card'], copy['group'], copy['bucket'], copy['busiest']]
  const part = (parts[place] ?? copy) as Record<string, unknown>
  const names = [...Object.keys(part), 'extra', '__proto__']
  Object.defineProperty(part, names[name % names.length] ?? '', { value, enumerable: true })
  return copy
}

const bundleOf = (facts: readonly object[]) => JSON.stringify({ kind: 'facts', facts })

/** Says the same as the schema, or nothing. */
function agrees(text: string): void {
  const quick = quickFacts(text)
  if (quick === undefined) return
  const decoded = decodeRecord(GroupRecord, text)
  if (decoded.status === 'bad') throw new Error(decoded.reason)
  const { value } = decoded
  expect(value.kind === 'facts' ? factsIn(value) : [value]).toEqual(quick)
  expect(quickFacts(new TextEncoder().encode(text))).toEqual(quick)
}

test('takes the facts that this program writes', () => {
  fc.assert(
    fc.property(fact, (one) => {
      const text = JSON.stringify(one)
      expect(quickFacts(text)).toEqual([JSON.parse(text)])
      agrees(text)
    }),
  )
})

test('takes them in a bundle as well, and no bundle of which one is none', () => {
  const most = fc.array(fact, { minLength: 1, maxLength: 5 })
  fc.assert(
    fc.property(most, fc.nat({ max: 4 }), fc.nat(), odd, (facts, place, name, value) => {
      expect(quickFacts(bundleOf(facts))).toEqual(JSON.parse(JSON.stringify(facts)))
      agrees(bundleOf(facts))
      const [first = {}, ...rest] = facts
      agrees(bundleOf([...rest, changed([first, place, name, value])]))
      expect(quickFacts(bundleOf([...facts, { kind: 'tick', eventTime: 1 }]))).toBeUndefined()
    }),
    { numRuns: 1_000 },
  )
})

test('what it takes is what the schema makes of it, whatever a field holds', () => {
  fc.assert(
    fc.property(fc.tuple(fact, fc.nat({ max: 4 }), fc.nat(), odd), (one) =>
      agrees(JSON.stringify(changed(one))),
    ),
    { numRuns: 3_000 },
  )
})

test('leaves kinds that are names of something else to the schema', () => {
  for (const kind of ['toString', 'valueOf', 'constructor', '__proto__', ['call'], null]) {
    const one = { ...fc.sample(fact, 1)[0], kind }
    expect(quickFacts(JSON.stringify(one)), String(kind)).toBeUndefined()
    expect(quickFacts(JSON.stringify({ ...one, extra: 1 })), String(kind)).toBeUndefined()
  }
})

test('leaves other records, and what is no JSON, to the schema', () => {
  expect(quickFacts('{"kind":"tick","eventTime":1700000000000}')).toBeUndefined()
  expect(quickFacts('{"kind":')).toBeUndefined()
  expect(quickFacts('[]')).toBeUndefined()
  expect(quickFacts(bundleOf([]))).toBeUndefined()
  expect(quickFacts(bundleOf([[]]))).toBeUndefined()
  expect(quickFacts('{"kind":"facts","facts":{}}')).toBeUndefined()
  expect(quickFacts(null)).toBeUndefined()
})
